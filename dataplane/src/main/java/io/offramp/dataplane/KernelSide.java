package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The kernel sides that this machine offers, and the device that each pair gets on one. */
final class KernelSide {
    private static final Path VHOST_NET = Path.of("/dev/vhost-net");
    private static final Path TUN = Path.of("/dev/net/tun");
    private static final long MODPROBE_SECONDS = 10;

    /**
     * What a pair gets.
     *
     * @param backend never AUTO
     * @param condition what an operator should know of the choice, or {@code null}
     */
    record Choice(Backend backend, @Nullable Condition condition) {}

    /**
     * A virtual device to hot-plug.
     *
     * @param name its device name
     * @param arguments its devargs after the name
     */
    record Vdev(String name, String arguments) {}

    private KernelSide() {}

    /** Those whose devices exist and may be opened, and the one that needs none. */
    static List<Backend> available() {
        List<Backend> available = new ArrayList<>();
        if (usable(VHOST_NET)) {
            available.add(Backend.VHOST_NET);
        }
        if (usable(TUN)) {
            available.add(Backend.TAP);
        }
        available.add(Backend.VHOST_USER);
        if (VdpaDevices.any()) {
            available.add(Backend.VHOST_VDPA);
        }
        return available;
    }

    static Choice choose(Backend wanted) {
        if (wanted.endsInTap() && !usable(TUN)) {
            throw unavailable(TUN, "modprobe tun");
        }
        return switch (wanted) {
            case VHOST_NET -> {
                if (!vhostNet()) {
                    throw unavailable(VHOST_NET, "modprobe vhost_net, or ask for the backend TAP");
                }
                yield new Choice(Backend.VHOST_NET, null);
            }
            case VHOST_USER, VHOST_VDPA, TAP -> new Choice(wanted, null);
            case AUTO -> vhostNet() ? new Choice(Backend.VHOST_NET, null) : new Choice(Backend.TAP, fallback());
        };
    }

    private static Condition fallback() {
        return Files.exists(VHOST_NET)
                ? new Condition(
                        "BackendFallback",
                        "the service may not open /dev/vhost-net, so the slower backend TAP is used",
                        "Give the service's user read and write access to /dev/vhost-net, then create the pair anew.")
                : new Condition(
                        "BackendFallback",
                        "/dev/vhost-net does not exist and the module vhost_net cannot be loaded, so the slower backend TAP "
                                + "is used",
                        "Run a kernel with CONFIG_VHOST_NET, modprobe vhost_net, then create the pair anew.");
    }

    private static DataplaneException unavailable(Path device, String remedy) {
        return Files.exists(device)
                ? new DataplaneException(
                        Code.BACKEND_UNAVAILABLE,
                        "backend",
                        "the service may not open %s".formatted(device),
                        "Give the service's user read and write access to %s.".formatted(device))
                : new DataplaneException(
                        Code.BACKEND_UNAVAILABLE,
                        "backend",
                        "%s does not exist on this machine".formatted(device),
                        remedy);
    }

    /**
     * Whether vhost-net is there, after an attempt to load it. Without the device virtio_user would take its path for a
     * vhost-user socket, so it must be there beforehand.
     */
    static boolean vhostNet() {
        if (!Files.exists(VHOST_NET)) {
            loadModule("vhost_net");
        }
        return usable(VHOST_NET);
    }

    /** As access(2) says: whether this process may open it, too. */
    private static boolean usable(Path device) {
        return Files.isReadable(device) && Files.isWritable(device);
    }

    /** Whether it worked shows in whether the device exists; a machine without modprobe has no modules to load. */
    private static void loadModule(String module) {
        try {
            Process modprobe = new ProcessBuilder("modprobe", "--quiet", module)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!modprobe.waitFor(MODPROBE_SECONDS, TimeUnit.SECONDS)) {
                modprobe.destroyForcibly();
            }
        } catch (IOException absent) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The device of a pair. What EAL tells secondary processes of devargs it cuts at 128 bytes ({@code
     * EAL_DEV_MP_DEV_ARGS_MAX_LEN}); with names and numbers at their longest those of a tap are 122. Those with a socket's
     * path may be longer: this process reads them whole, and it has no secondaries.
     */
    static Vdev vdev(Blueprint plan) {
        PairSpec spec = plan.spec();
        return switch (plan.kernelSide().backend()) {
            case VHOST_NET ->
                new Vdev(
                        "virtio_user_" + spec.name(),
                        "path=%s,queues=%d,queue_size=%d,iface=%s,mac=%s"
                                .formatted(VHOST_NET, spec.queues(), spec.queueSize(), plan.tapName(), plan.mac()));
            case VHOST_USER -> {
                VhostSocket socket = Objects.requireNonNull(spec.socket());
                yield new Vdev(
                        "virtio_user_" + spec.name(),
                        "path=%s,server=%d,queues=%d,queue_size=%d,mac=%s"
                                .formatted(
                                        socket.opened(),
                                        socket.server() ? 1 : 0,
                                        spec.queues(),
                                        spec.queueSize(),
                                        plan.mac()));
            }
            case VHOST_VDPA ->
                new Vdev(
                        "virtio_user_" + spec.name(),
                        "path=%s,queues=%d,queue_size=%d,mac=%s"
                                .formatted(spec.device(), spec.queues(), spec.queueSize(), plan.mac()));
            // No longer by a character: net_tap makes the name of a mempool of it (RTE_MEMPOOL_NAMESIZE).
            // Without "persist" net_tap sets the tap down when it lets go of it, and so loses its routes.
            case TAP ->
                new Vdev(
                        "net_tap" + spec.name(),
                        "iface=%s,mac=%s%s"
                                .formatted(
                                        plan.tapName(),
                                        plan.mac(),
                                        spec.requireTap().persistent() ? ",persist" : ""));
            case AUTO -> throw new IllegalArgumentException("AUTO is no backend to build on");
        };
    }
}
