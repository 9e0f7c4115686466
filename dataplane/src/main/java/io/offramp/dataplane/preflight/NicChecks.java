package io.offramp.dataplane.preflight;

import io.offramp.dataplane.pci.DefaultRoute;
import io.offramp.dataplane.pci.PciDevice;
import java.util.List;
import java.util.Set;

/** The NICs on PCI that DPDK could have: all but those that the host's default route needs. */
final class NicChecks {
    private static final String VFIO = PciDevice.VFIO;
    private static final String NONE = "no NIC on PCI but those of the default route";

    /** Drivers that give a device to user space, and Mellanox's, beside which DPDK's own run. */
    private static final Set<String> USABLE = Set.of(VFIO, "uio_pci_generic", "igb_uio", "mlx4_core", "mlx5_core");

    private final Machine machine;
    private final List<PciDevice> spare;

    NicChecks(Machine machine) {
        this.machine = machine;
        DefaultRoute route = new DefaultRoute(machine.proc(), machine.sys());
        this.spare = PciDevice.all(machine.sys()).stream()
                .filter(PciDevice::isNetworkController)
                .filter(device -> !route.needs(device.interfaces()))
                .toList();
    }

    Verdict iommu() {
        if (spare.isEmpty()) {
            return Verdict.pass("iommu", NONE);
        }
        List<String> without = spare.stream()
                .filter(device -> !device.hasIommu())
                .map(PciDevice::address)
                .toList();
        if (without.isEmpty()) {
            return Verdict.pass("iommu", "an IOMMU translates for " + addresses(spare));
        }
        boolean intel = Machine.text(machine.proc().resolve("cpuinfo"))
                .filter(text -> text.contains("GenuineIntel"))
                .isPresent();
        return Verdict.warn(
                "iommu",
                "no IOMMU translates for %s, so %s does not take it".formatted(String.join(", ", without), VFIO),
                KernelCommandLine.add(intel ? "intel_iommu=on iommu=pt" : "iommu=pt")
                        + "  # and switch VT-d or AMD-Vi on in the firmware");
    }

    Verdict vfio() {
        if (spare.isEmpty()) {
            return Verdict.pass("vfio", NONE);
        }
        return spare.getFirst().isLoaded(VFIO)
                ? Verdict.pass("vfio", "the kernel's driver vfio-pci is loaded")
                : Verdict.warn(
                        "vfio",
                        "the kernel's driver vfio-pci is not loaded, by which DPDK has %s".formatted(addresses(spare)),
                        "modprobe " + VFIO);
    }

    Verdict bound() {
        List<PciDevice> kernels = spare.stream()
                .filter(device -> device.driver()
                        .filter(driver -> !USABLE.contains(driver))
                        .isPresent())
                .toList();
        return kernels.isEmpty()
                ? Verdict.pass("nic-driver", spare.isEmpty() ? NONE : "no driver of the kernel has " + addresses(spare))
                : Verdict.warn(
                        "nic-driver",
                        "drivers of the kernel have %s: POST /api/v1/ports with \"bind\": true, or the command, gives one to DPDK"
                                .formatted(String.join(
                                        ", ",
                                        kernels.stream()
                                                .map(NicChecks::described)
                                                .toList())),
                        "modprobe %1$s && dpdk-devbind.py --bind=%1$s %2$s"
                                .formatted(VFIO, kernels.getFirst().address()));
    }

    private static String described(PciDevice device) {
        String interfaces = String.join(", ", device.interfaces());
        return "%s (%s%s)"
                .formatted(
                        device.address(),
                        device.driver().orElse("no driver"),
                        interfaces.isEmpty() ? "" : ", " + interfaces);
    }

    private static String addresses(List<PciDevice> devices) {
        return String.join(", ", devices.stream().map(PciDevice::address).toList());
    }
}
