package io.offramp.dataplane;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pair as it is wanted.
 *
 * @param name its name, {@link Syntax#PAIR_NAME}, unique in the service
 * @param port the device name of its port, such as {@code 0000:84:00.0} or {@code net_af_packet0}
 * @param backend what stands behind the kernel side
 * @param queues queue pairs on both sides, 1 to 8
 * @param queueSize descriptors a queue on both sides, a power of two from 64 to 32768
 * @param tap the kernel side; {@code null} when the backend has something else in its place
 * @param socket where the other process is met, with {@link Backend#VHOST_USER} only
 * @param device the vDPA device, {@link Syntax#VDPA_DEVICE}, with {@link Backend#VHOST_VDPA} only
 */
public record PairSpec(
        String name,
        String port,
        Backend backend,
        int queues,
        int queueSize,
        @Nullable TapSpec tap,
        @Nullable VhostSocket socket,
        @Nullable String device) {

    /**
     * A pair that ends in a tap.
     *
     * @param name see {@link PairSpec}
     * @param port see {@link PairSpec}
     * @param backend one that ends in a tap
     * @param queues see {@link PairSpec}
     * @param queueSize see {@link PairSpec}
     * @param tap the kernel side
     */
    public PairSpec(String name, String port, Backend backend, int queues, int queueSize, TapSpec tap) {
        this(name, port, backend, queues, queueSize, tap, null, null);
    }

    PairSpec with(TapSpec changed) {
        return new PairSpec(name, port, backend, queues, queueSize, changed, socket, device);
    }

    /** The tap of a pair that ends in one. */
    TapSpec requireTap() {
        return Objects.requireNonNull(tap, "the pair has no tap");
    }

    /** The named network namespace that a tap is wanted in; {@code null} for the service's own, and without a tap. */
    @Nullable
    String netns() {
        return tap == null ? null : tap.netns();
    }

    /** Whether the pair makes a socket's file. */
    boolean servesSocket() {
        return socket != null && socket.server();
    }

    /** The tap's name, which is the pair's unless another is wanted. */
    String tapName() {
        String wanted = requireTap().name();
        return wanted == null ? name : wanted;
    }
}
