package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.pci.DefaultRoute;
import io.offramp.dataplane.pci.PciDevice;
import io.offramp.dataplane.pci.PciException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The NICs that were taken from the kernel at a caller's wish. Which they are is remembered before they are taken and until
 * they have been given back: also after a crash each is given back some day, and no other is. For the control thread alone.
 */
final class BoundDevices {
    private final Path sys;
    private final DefaultRoute defaultRoute;
    private final PairStore store;
    private final Events events;
    private final Set<String> bound;

    BoundDevices(Path proc, Path sys, PairStore store, Events events) {
        this.sys = sys;
        this.defaultRoute = new DefaultRoute(proc, sys);
        this.store = store;
        this.events = events;
        this.bound = new TreeSet<>(store.boundDevices());
    }

    boolean contains(String address) {
        return bound.contains(address);
    }

    /**
     * Takes a NIC from the kernel, for vfio-pci; one that vfio-pci has stays as it is, and is not ours to give back.
     *
     * @param address its PCI address with domain
     * @return takes it back
     */
    Undo take(String address) {
        PciDevice device = PciDevice.find(sys, address)
                .orElseThrow(() -> refused("there is no PCI device %s".formatted(address), "lspci -D -d ::02xx"));
        Undo undo = new Undo();
        if (device.driver().filter(PciDevice.VFIO::equals).isPresent()) {
            return undo;
        }
        check(device);
        remember(address);
        undo.push(() -> forget(address));
        undo.push(device::release);
        List<String> interfaces = device.interfaces();
        try {
            device.bindTo(PciDevice.VFIO);
        } catch (PciException failed) {
            undo.because(failed);
            throw new DataplaneException(
                    Code.DEVICE_REFUSED,
                    "devargs",
                    "%s could not be bound to %s: %s".formatted(address, PciDevice.VFIO, failed.getMessage()),
                    "dmesg | grep %s tells more; sysfs can be written by root only.".formatted(address),
                    failed);
        }
        events.info(
                "device.bound",
                address,
                "%s is bound to %s, and %s gone from the kernel"
                        .formatted(address, PciDevice.VFIO, interfaces.isEmpty() ? "nothing is" : interfaces + " is"));
        return undo;
    }

    private void check(PciDevice device) {
        String address = device.address();
        if (!device.isNetworkController()) {
            throw refused("%s is no network controller".formatted(address), "lspci -D -d ::02xx");
        }
        List<String> interfaces = device.interfaces();
        if (defaultRoute.needs(interfaces)) {
            throw new DataplaneException(
                    Code.DEVICE_IN_USE,
                    "devargs",
                    "%s is %s, by which this host's default route leads: without it nobody would reach the host"
                            .formatted(address, String.join(", ", interfaces)),
                    "Choose another NIC, or move the default route first: ip route show default");
        }
        if (!device.isLoaded(PciDevice.VFIO)) {
            throw refused(
                    "the kernel's driver %s is not loaded".formatted(PciDevice.VFIO), "modprobe " + PciDevice.VFIO);
        }
        if (!device.hasIommu()) {
            throw refused(
                    "no IOMMU translates for %s, and %s takes no other device".formatted(address, PciDevice.VFIO),
                    "Switch the IOMMU on in the firmware (VT-d, AMD-Vi) and boot the kernel with intel_iommu=on iommu=pt "
                            + "(Intel) or iommu=pt (AMD).");
        }
        List<String> others = device.groupTakenByOthersThan(PciDevice.VFIO);
        if (!others.isEmpty()) {
            throw new DataplaneException(
                    Code.DEVICE_IN_USE,
                    "devargs",
                    "%s shares its IOMMU group with %s, which drivers of the kernel have"
                            .formatted(address, String.join(", ", others)),
                    "dpdk-devbind.py --bind=%s %s".formatted(PciDevice.VFIO, String.join(" ", others)));
        }
    }

    /** Gives a NIC back to the kernel that was taken by {@link #take}; others are left alone. */
    void giveBack(String address) {
        if (!bound.contains(address)) {
            return;
        }
        PciDevice.find(sys, address)
                .filter(device -> device.driver().filter(PciDevice.VFIO::equals).isPresent())
                .ifPresent(this::release);
        forget(address);
    }

    private void release(PciDevice device) {
        try {
            device.release();
        } catch (PciException failed) {
            throw new DataplaneException(
                    Code.DEVICE_REFUSED,
                    null,
                    "%s could not be given back to the kernel: %s".formatted(device.address(), failed.getMessage()),
                    "DELETE the port once more, or: dpdk-devbind.py --bind=DRIVER %s".formatted(device.address()),
                    failed);
        }
        events.info(
                "device.given-back",
                device.address(),
                "%s is the kernel's again, driven by %s"
                        .formatted(device.address(), device.driver().orElse("nobody: no driver took it")));
    }

    private void remember(String address) {
        Set<String> now = new TreeSet<>(bound);
        now.add(address);
        store.saveBoundDevices(now);
        bound.add(address);
    }

    private void forget(String address) {
        Set<String> now = new TreeSet<>(bound);
        now.remove(address);
        store.saveBoundDevices(now);
        bound.remove(address);
    }

    private static DataplaneException refused(String what, String remedy) {
        return new DataplaneException(Code.DEVICE_REFUSED, "devargs", what, remedy);
    }
}
