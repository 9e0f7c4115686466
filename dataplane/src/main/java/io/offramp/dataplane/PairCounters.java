package io.offramp.dataplane;

import org.jspecify.annotations.Nullable;

/**
 * A pair's packet ledger. At any snapshot {@code toKernel.rxPackets = txPackets + filtered + policed + ringFull} and
 * {@code fromKernel.rxPackets = txPackets + ringFull}.
 *
 * @param name the pair
 * @param toKernel port → tap
 * @param fromKernel tap → port
 * @param tap the kernel's own counters, or {@code null} when the tap is gone or the pair ends in none
 */
public record PairCounters(
        String name,
        ToKernel toKernel,
        FromKernel fromKernel,
        @Nullable TapCounters tap) {

    /**
     * Packets on their way from the port to the tap.
     *
     * @param rxPackets received from the port
     * @param rxBytes their bytes, without the frame check sequence
     * @param txPackets handed to the virtio_user port
     * @param txBytes their bytes
     * @param filtered kept back by a punt filter
     * @param policed kept back by a policer
     * @param ringFull freed because the virtio_user port's ring had no room
     */
    public record ToKernel(
            long rxPackets, long rxBytes, long txPackets, long txBytes, long filtered, long policed, long ringFull) {}

    /**
     * Packets on their way from the tap to the port.
     *
     * @param rxPackets received from the virtio_user port
     * @param rxBytes their bytes
     * @param txPackets handed to the port
     * @param txBytes their bytes
     * @param ringFull freed because the port's ring had no room
     */
    public record FromKernel(long rxPackets, long rxBytes, long txPackets, long txBytes, long ringFull) {}
}
