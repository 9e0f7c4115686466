package io.offramp.backend.counters;

import io.offramp.dataplane.TapCounters;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The kernel's counters of a tap.
 *
 * @param rxPackets packets that the kernel received from the tap
 * @param rxBytes their bytes
 * @param rxDropped packets that the kernel refused
 * @param txPackets packets that the kernel sent into the tap
 * @param txBytes their bytes
 * @param txDropped packets that found the tap's queue full
 */
@Schema(
        name = "TapCounters",
        description = "The kernel's counters of a tap, in the kernel's own view: received is what came out of the tap.")
public record TapCountersResponse(
        @Schema(description = "Packets that the kernel received from the tap.")
        long rxPackets,

        @Schema(description = "Their bytes.") long rxBytes,

        @Schema(description = "Packets that the kernel refused, such as those written while the tap was down.")
        long rxDropped,

        @Schema(description = "Packets that the kernel sent into the tap.")
        long txPackets,

        @Schema(description = "Their bytes.") long txBytes,

        @Schema(description = "Packets that found the tap's queue full.")
        long txDropped) {

    /**
     * The dataplane's counters as the API shows them.
     *
     * @param counters the dataplane's
     * @return the API's
     */
    public static TapCountersResponse from(TapCounters counters) {
        return new TapCountersResponse(
                counters.rxPackets(),
                counters.rxBytes(),
                counters.rxDropped(),
                counters.txPackets(),
                counters.txBytes(),
                counters.txDropped());
    }
}
