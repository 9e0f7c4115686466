package io.offramp.dataplane.preflight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A character device of the kernel: whether it is there, is what its name says, and can be opened.
 *
 * @param id the check's
 * @param name below {@code /dev}
 * @param module that makes it
 * @param major its driver's number (Documentation/admin-guide/devices.txt)
 * @param minor its own
 * @param absence how bad it is when it is not there or cannot be opened
 * @param consequence of that
 */
record DeviceCheck(
        String id, String name, String module, int major, int minor, Verdict.Level absence, String consequence) {
    static final DeviceCheck VHOST_NET = new DeviceCheck(
            "vhost-net", "vhost-net", "vhost_net", 10, 238, Verdict.Level.WARN, "pairs get the slower backend TAP");
    static final DeviceCheck TUN =
            new DeviceCheck("tun", "net/tun", "tun", 10, 200, Verdict.Level.FAIL, "no pair can be made");

    /** Opens a device and closes it; passed in so that refusals can be had without another user. */
    interface Opener {
        void open(Path device) throws IOException;
    }

    static void open(Path device) throws IOException {
        FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE)
                .close();
    }

    Verdict look(Machine machine, Opener opener) {
        Path device = machine.dev().resolve(name);
        String shown = "/dev/" + name;
        if (!Files.exists(device)) {
            return new Verdict(id, absence, "%s does not exist: %s".formatted(shown, consequence), remedy(machine));
        }
        if (!isExpected(device)) {
            return Verdict.fail(
                    id,
                    "%s is there, but is not the character device %d:%d of the module %s"
                            .formatted(shown, major, minor, module),
                    "umount %1$s; rm -f %1$s && mknod -m 0666 %1$s c %2$d %3$d".formatted(shown, major, minor));
        }
        try {
            opener.open(device);
        } catch (AccessDeniedException denied) {
            return new Verdict(
                    id,
                    absence,
                    "this user may not open %s: %s".formatted(shown, consequence),
                    "sudo chown \"$(id -un)\" " + shown);
        } catch (IOException failed) {
            return new Verdict(
                    id,
                    absence,
                    "%s cannot be opened (%s): %s".formatted(shown, failed.getMessage(), consequence),
                    "modprobe " + module);
        }
        return Verdict.pass(id, "%s is there and can be opened".formatted(shown));
    }

    private boolean isExpected(Path device) {
        try {
            // As makedev(3) of glibc puts them together, for numbers below 4096 and 256.
            return (long) Files.getAttribute(device, "unix:rdev") == ((long) major << 8 | minor);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String remedy(Machine machine) {
        if (Files.exists(
                machine.sys().resolve("class/misc").resolve(Path.of(name).getFileName()))) {
            return "mkdir -p $(dirname /dev/%1$s) && mknod -m 0666 /dev/%1$s c %2$d %3$d".formatted(name, major, minor);
        }
        String release =
                Machine.text(machine.proc().resolve("sys/kernel/osrelease")).orElse("");
        boolean offered = Machine.text(
                        machine.lib().resolve("modules").resolve(release).resolve("modules.dep"))
                .filter(modules -> modules.contains("/%s.ko".formatted(module)))
                .isPresent();
        return offered
                ? "modprobe " + module
                : "apt-get install linux-image-amd64 && reboot  # the kernel %s has no module %s"
                        .formatted(release, module);
    }
}
