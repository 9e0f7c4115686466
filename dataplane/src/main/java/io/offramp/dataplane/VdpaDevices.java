package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.EalException;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ffm.Descriptor;
import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.NativeCallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The vDPA devices of pairs whose backend is {@link Backend#VHOST_VDPA}. One process at a time has such a device open
 * (drivers/vhost/vdpa.c), and one that is removed stays half there until that process lets go of it.
 */
final class VdpaDevices {
    private static final Path FOLDER = Path.of("/dev");
    private static final int S_IFMT = 0170000;
    private static final int S_IFCHR = 0020000;

    private VdpaDevices() {}

    /** Whether there is one at all. */
    static boolean any() {
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(FOLDER, "vhost-vdpa-*")) {
            return devices.iterator().hasNext();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Refuses a device that cannot be used here. */
    static void check(PairSpec spec) {
        obstacle(spec).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** What to say of a pair whose device is no longer there. */
    static Optional<Condition> gone(PairSpec spec) {
        return obstacle(spec).map(Failures::condition);
    }

    private static Optional<DataplaneException> obstacle(PairSpec spec) {
        if (spec.device() == null) {
            return Optional.empty();
        }
        Path device = Path.of(spec.device());
        if (!isCharacterDevice(device)) {
            return Optional.of(
                    unavailable(
                            "there is no device %s".formatted(device),
                            "modprobe vhost_vdpa, then make it with: vdpa dev add name NAME mgmtdev MGMTDEV (vdpa mgmtdev show lists those)."));
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return Optional.of(unavailable(
                    "the service may not open %s".formatted(device),
                    "Give the service's user read and write access to %s.".formatted(device)));
        }
        return Optional.empty();
    }

    private static boolean isCharacterDevice(Path file) {
        try {
            return Files.exists(file) && ((int) Files.getAttribute(file, "unix:mode") & S_IFMT) == S_IFCHR;
        } catch (IOException failed) {
            throw new UncheckedIOException("%s cannot be looked at".formatted(file), failed);
        }
    }

    private static DataplaneException unavailable(String message, String remedy) {
        return new DataplaneException(Code.BACKEND_UNAVAILABLE, "device", message, remedy);
    }

    static DataplaneException inUse(String device, String by) {
        return new DataplaneException(
                Code.DEVICE_IN_USE, "device", "%s has the device %s".formatted(by, device), "Choose another device.");
    }

    /** Starts the virtio_user port of a pair on its device. */
    static EthPort start(String device, Supplier<EthPort> start) {
        try {
            return start.get();
        } catch (EalException refused) {
            throw isBusy(device) ? inUse(device, "another process") : refused;
        }
    }

    /** Of why the device cannot be opened, virtio_user tells the log only. */
    private static boolean isBusy(String device) {
        try (Descriptor _ = Descriptor.open(device, KernelAbi.intValue("O_RDWR"))) {
            return false;
        } catch (NativeCallException failed) {
            return failed.code() == KernelAbi.value("EBUSY");
        }
    }
}
