package io.offramp.dataplane;

/**
 * The kernel's counters of a tap ({@code IFLA_STATS64}), in the kernel's own view: received is what came out of the tap.
 *
 * @param rxPackets packets that the kernel received from the tap
 * @param rxBytes their bytes
 * @param rxDropped packets that the kernel refused, such as those written while the tap was down
 * @param txPackets packets that the kernel sent into the tap
 * @param txBytes their bytes
 * @param txDropped packets that found the tap's queue full
 */
public record TapCounters(long rxPackets, long rxBytes, long rxDropped, long txPackets, long txBytes, long txDropped) {}
