package io.offramp.dataplane;

/**
 * A pair as it is wanted.
 *
 * @param name its name, {@link Syntax#PAIR_NAME}, unique in the service
 * @param port the device name of its port, such as {@code 0000:84:00.0} or {@code net_af_packet0}
 * @param backend what stands behind the kernel side
 * @param queues queue pairs on both sides, 1 to 8
 * @param queueSize descriptors a queue on both sides, a power of two from 64 to 32768
 * @param tap the kernel side
 */
public record PairSpec(String name, String port, Backend backend, int queues, int queueSize, TapSpec tap) {

    PairSpec with(TapSpec changed) {
        return new PairSpec(name, port, backend, queues, queueSize, changed);
    }

    /** The tap's name, which is the pair's unless another is wanted. */
    String tapName() {
        String wanted = tap.name();
        return wanted == null ? name : wanted;
    }
}
