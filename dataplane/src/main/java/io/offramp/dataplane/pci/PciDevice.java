package io.offramp.dataplane.pci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PCI device of this machine. What is read is read anew in each call; what is changed is changed in the kernel, at once.
 * For one thread at a time.
 */
public final class PciDevice {
    /** The kernel's driver by which user space has a device behind an IOMMU. */
    public static final String VFIO = "vfio-pci";

    private static final int CLASS_NETWORK = 0x02;
    private static final int CLASS_BRIDGE = 0x06;

    private final Path bus;
    private final Path folder;
    private final String address;

    private PciDevice(Path bus, String address) {
        this.bus = bus;
        this.address = address;
        this.folder = bus.resolve("devices").resolve(address);
    }

    /**
     * Finds a device.
     *
     * @param sys where sysfs is mounted, {@code /sys} but in tests
     * @param address its domain, bus, device and function in hexadecimal digits, such as {@code 0000:84:00.0}; checked by the
     *     caller, since it becomes part of a path
     * @return the device, or empty when the machine has none of that address
     */
    public static Optional<PciDevice> find(Path sys, String address) {
        PciDevice device = new PciDevice(sys.resolve("bus/pci"), address);
        return Files.isDirectory(device.folder) ? Optional.of(device) : Optional.empty();
    }

    /**
     * All devices.
     *
     * @param sys where sysfs is mounted, {@code /sys} but in tests
     * @return in order of their addresses; none on a machine without a PCI bus
     */
    public static List<PciDevice> all(Path sys) {
        Path bus = sys.resolve("bus/pci");
        Path devices = bus.resolve("devices");
        return Files.isDirectory(devices)
                ? names(devices).stream()
                        .map(address -> new PciDevice(bus, address))
                        .toList()
                : List.of();
    }

    /**
     * Its place.
     *
     * @return such as {@code 0000:84:00.0}
     */
    public String address() {
        return address;
    }

    /**
     * Whether it is a network controller.
     *
     * @return whether the base class of its class code is 02h (PCI Code and ID Assignment Specification)
     */
    public boolean isNetworkController() {
        return baseClass(folder) == CLASS_NETWORK;
    }

    /**
     * Who drives it.
     *
     * @return the driver's name, such as {@code e1000e} or {@code vfio-pci}; empty when nobody does
     */
    public Optional<String> driver() {
        return driver(folder);
    }

    /**
     * The kernel's network interfaces on it. Between a virtio NIC and its interface there is a device of the virtio bus.
     *
     * @return their names, none under a driver such as vfio-pci
     */
    public List<String> interfaces() {
        return Stream.concat(
                        Stream.of(folder),
                        names(folder).stream()
                                .filter(name -> name.matches("virtio\\d+"))
                                .map(folder::resolve))
                .map(device -> device.resolve("net"))
                .filter(Files::isDirectory)
                .flatMap(net -> names(net).stream())
                .toList();
    }

    /**
     * Whether an IOMMU translates its memory accesses; vfio-pci takes no other device.
     *
     * @return whether it is in an IOMMU group
     */
    public boolean hasIommu() {
        return Files.exists(folder.resolve("iommu_group"));
    }

    /**
     * The devices that share its IOMMU group and that a driver of the kernel has: as long as there are any, vfio hands out
     * none of the group (kernel, Documentation/driver-api/vfio.rst). Bridges do not count.
     *
     * @param driver the driver that it is to have, and they may have
     * @return their addresses
     */
    public List<String> groupTakenByOthersThan(String driver) {
        Path group = folder.resolve("iommu_group/devices");
        if (!Files.isDirectory(group)) {
            return List.of();
        }
        return names(group).stream()
                .filter(member -> !member.equals(address))
                .filter(member -> baseClass(group.resolve(member)) != CLASS_BRIDGE)
                .filter(member -> driver(group.resolve(member))
                        .filter(name -> !name.equals(driver))
                        .isPresent())
                .toList();
    }

    /**
     * Whether the kernel has a driver for PCI devices loaded.
     *
     * @param driver its name
     * @return whether it is there
     */
    public boolean isLoaded(String driver) {
        return Files.isDirectory(bus.resolve("drivers").resolve(driver));
    }

    /**
     * Gives it to a driver that would not take it of itself. What another driver made of it, such as network interfaces, is
     * gone then.
     *
     * @param driver the name of a driver that is loaded
     * @throws PciException when the kernel refuses, or the driver does not take it; it may have no driver then
     */
    public void bindTo(String driver) {
        write(folder.resolve("driver_override"), driver);
        unbind();
        probe();
        if (driver().filter(driver::equals).isEmpty()) {
            throw new PciException(
                    "%s did not take %s, which %s now"
                            .formatted(
                                    driver,
                                    address,
                                    driver().map("%s drives"::formatted).orElse("nobody drives")),
                    null);
        }
    }

    /**
     * Gives it back to the driver that the kernel has for it.
     *
     * @throws PciException when the kernel refuses
     */
    public void release() {
        // An empty line clears it.
        write(folder.resolve("driver_override"), "\n");
        unbind();
        probe();
    }

    private void unbind() {
        Path driver = folder.resolve("driver");
        if (Files.exists(driver)) {
            write(driver.resolve("unbind"), address);
        }
    }

    private void probe() {
        write(bus.resolve("drivers_probe"), address);
    }

    private static void write(Path attribute, String value) {
        try {
            Files.writeString(
                    attribute,
                    value,
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException failed) {
            throw new PciException("writing %s to %s failed: %s".formatted(value.strip(), attribute, failed), failed);
        }
    }

    private static Optional<String> driver(Path device) {
        try {
            return Optional.of(
                    device.resolve("driver").toRealPath().getFileName().toString());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static int baseClass(Path device) {
        try {
            return Integer.decode(Files.readString(device.resolve("class")).strip()) >>> 16;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
