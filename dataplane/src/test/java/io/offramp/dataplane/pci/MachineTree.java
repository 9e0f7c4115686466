package io.offramp.dataplane.pci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tree of files as sysfs and procfs have them, to be read; nothing happens when it is written. */
public final class MachineTree {
    private final Path root;

    public MachineTree(Path root) {
        this.root = root;
        folder("sys/bus/pci/devices");
        folder("sys/bus/pci/drivers");
        folder("sys/class/net");
        folder("proc/net");
    }

    public Path sys() {
        return root.resolve("sys");
    }

    public Path proc() {
        return root.resolve("proc");
    }

    /** A device with its class code, such as {@code 0x020000} for Ethernet, and nobody who drives it. */
    public MachineTree device(String address, String classCode) {
        folder("sys/bus/pci/devices/" + address);
        file("sys/bus/pci/devices/%s/class".formatted(address), classCode + "\n");
        file("sys/bus/pci/devices/%s/driver_override".formatted(address), "(null)\n");
        file("sys/bus/pci/drivers_probe", "");
        return this;
    }

    public MachineTree driver(String name) {
        folder("sys/bus/pci/drivers/" + name);
        file("sys/bus/pci/drivers/%s/unbind".formatted(name), "");
        return this;
    }

    public MachineTree driven(String address, String driver) {
        driver(driver);
        link("sys/bus/pci/devices/%s/driver".formatted(address), "sys/bus/pci/drivers/" + driver);
        return this;
    }

    public MachineTree networkInterface(String address, String name) {
        folder("sys/bus/pci/devices/%s/net/%s".formatted(address, name));
        folder("sys/class/net/" + name);
        return this;
    }

    /** An interface that is built on another, as a bond is on its ports. */
    public MachineTree upper(String name, String lower) {
        folder("sys/class/net/" + name);
        link("sys/class/net/%s/lower_%s".formatted(name, lower), "sys/class/net/" + lower);
        return this;
    }

    public MachineTree group(String number, String... addresses) {
        folder("sys/kernel/iommu_groups/%s/devices".formatted(number));
        for (String address : addresses) {
            link("sys/bus/pci/devices/%s/iommu_group".formatted(address), "sys/kernel/iommu_groups/" + number);
            link("sys/kernel/iommu_groups/%s/devices/%s".formatted(number, address), "sys/bus/pci/devices/" + address);
        }
        return this;
    }

    /** A device of the virtio bus, which is between a virtio NIC and its interface. */
    public MachineTree virtioInterface(String address, String name) {
        folder("sys/bus/pci/devices/%s/virtio0/net/%s".formatted(address, name));
        folder("sys/class/net/" + name);
        return this;
    }

    public MachineTree file(String name, String content) {
        try {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    public String read(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void folder(String name) {
        try {
            Files.createDirectories(root.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void link(String name, String target) {
        try {
            Files.createSymbolicLink(root.resolve(name), root.resolve(target));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
