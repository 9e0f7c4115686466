package io.offramp.dataplane.forward;

/**
 * What one direction of a path has done; {@code rxPackets = txPackets + ringFull}.
 *
 * @param rxPackets packets received
 * @param txPackets packets handed on
 * @param ringFull packets freed because the transmit queue had no room for them
 * @param ringFullBytes their bytes
 */
public record ForwardStats(long rxPackets, long txPackets, long ringFull, long ringFullBytes) {
    static final ForwardStats NONE = new ForwardStats(0, 0, 0, 0);

    ForwardStats plus(ForwardStats other) {
        return new ForwardStats(
                rxPackets + other.rxPackets,
                txPackets + other.txPackets,
                ringFull + other.ringFull,
                ringFullBytes + other.ringFullBytes);
    }
}
