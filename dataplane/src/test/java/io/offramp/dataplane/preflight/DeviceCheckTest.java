package io.offramp.dataplane.preflight;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceCheckTest extends CheckTest {
    /** /dev/null, which every machine has, in the place of a device that not every one has. */
    private static final DeviceCheck NULL =
            new DeviceCheck("vhost-net", "vhost-net", "vhost_net", 1, 3, Verdict.Level.WARN, "pairs get TAP");

    @BeforeEach
    void aKernelWithTheModule() {
        tree.file("proc/sys/kernel/osrelease", "6.1.0-41-amd64\n")
                .file("lib/modules/6.1.0-41-amd64/modules.dep", "kernel/drivers/vhost/vhost_net.ko: x.ko\n");
    }

    @Test
    void aDeviceThatCanBeOpenedPasses() throws IOException {
        link("vhost-net", "/dev/null");

        passes(NULL.look(machine(), DeviceCheck::open), "/dev/vhost-net is there and can be opened");
    }

    @Test
    void onePutInItsPlaceFails() throws IOException {
        link("vhost-net", "/dev/null");

        fails(
                DeviceCheck.VHOST_NET.look(machine(), DeviceCheck::open),
                "umount /dev/vhost-net; rm -f /dev/vhost-net && mknod -m 0666 /dev/vhost-net c 10 238",
                "is not the character device 10:238");
    }

    @Test
    void aFileInItsPlaceFails() {
        tree.file("dev/net/tun", "");

        fails(
                DeviceCheck.TUN.look(machine(), DeviceCheck::open),
                "umount /dev/net/tun; rm -f /dev/net/tun && mknod -m 0666 /dev/net/tun c 10 200",
                "is not the character device 10:200");
    }

    @Test
    void aMissingDeviceWhoseModuleIsThereIsLoaded() {
        warns(
                DeviceCheck.VHOST_NET.look(machine(), DeviceCheck::open),
                "modprobe vhost_net",
                "/dev/vhost-net does not exist: pairs get the slower backend TAP");
    }

    @Test
    void aKernelWithoutTheModuleIsToldSo() {
        fails(
                DeviceCheck.TUN.look(machine(), DeviceCheck::open),
                "apt-get install linux-image-amd64 && reboot  # the kernel 6.1.0-41-amd64 has no module tun",
                "/dev/net/tun does not exist: no pair can be made");
    }

    @Test
    void aDeviceThatOnlyLacksItsNodeGetsOne() {
        tree.file("sys/class/misc/tun/dev", "10:200\n");

        fails(
                DeviceCheck.TUN.look(machine(), DeviceCheck::open),
                "mkdir -p $(dirname /dev/net/tun) && mknod -m 0666 /dev/net/tun c 10 200",
                "does not exist");
    }

    @Test
    void oneThatThisUserMayNotOpenIsTold() throws IOException {
        link("vhost-net", "/dev/null");

        warns(
                NULL.look(machine(), device -> {
                    throw new AccessDeniedException(device.toString());
                }),
                "sudo chown \"$(id -un)\" /dev/vhost-net",
                "this user may not open /dev/vhost-net: pairs get TAP");
    }

    @Test
    void oneWithoutADriverIsTold() throws IOException {
        link("vhost-net", "/dev/null");

        warns(
                NULL.look(machine(), device -> {
                    throw new FileSystemException("No such device");
                }),
                "modprobe vhost_net",
                "/dev/vhost-net cannot be opened (No such device)");
    }

    private void link(String name, String target) throws IOException {
        Path device = machine().dev().resolve(name);
        Files.createDirectories(device.getParent());
        Files.createSymbolicLink(device, Path.of(target));
    }
}
