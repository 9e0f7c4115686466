package io.offramp.backend.counters;

import io.offramp.dataplane.Counters;
import io.offramp.dataplane.PairCounters;
import io.offramp.dataplane.TapCounters;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Counters", description = "The counters of every pair, read together.")
record CountersResponse(
        @Schema(description = "When they were read.") Instant time,

        @Schema(description = "One entry a pair, in order of their names.")
        List<Pair> pairs) {

    @Schema(
            name = "PairCounters",
            description =
                    "A pair's packet ledger. In any snapshot toKernel.rxPackets = txPackets + filtered + policed + "
                            + "ringFull, and fromKernel.rxPackets = txPackets + ringFull.")
    record Pair(
            @Schema(description = "The pair's name.", example = "exc0")
            String name,

            ToKernel toKernel,
            FromKernel fromKernel,

            @Schema(description = "The kernel's own counters; null when the tap is gone.") @Nullable
            TapCountersResponse tap) {}

    @Schema(description = "Packets on their way from the port to the tap.")
    record ToKernel(
            @Schema(description = "Packets received from the port.")
            long rxPackets,

            @Schema(description = "Their bytes, without the frame check sequence.")
            long rxBytes,

            @Schema(description = "Packets handed to the virtio_user port.")
            long txPackets,

            @Schema(description = "Their bytes.") long txBytes,

            @Schema(description = "Packets kept back by a punt filter.")
            long filtered,

            @Schema(description = "Packets kept back by a policer.")
            long policed,

            @Schema(description = "Packets freed because the virtio_user port's ring had no room.")
            long ringFull) {}

    @Schema(description = "Packets on their way from the tap to the port.")
    record FromKernel(
            @Schema(description = "Packets received from the virtio_user port.")
            long rxPackets,

            @Schema(description = "Their bytes.") long rxBytes,

            @Schema(description = "Packets handed to the port.")
            long txPackets,

            @Schema(description = "Their bytes.") long txBytes,

            @Schema(description = "Packets freed because the port's ring had no room.")
            long ringFull) {}

    static CountersResponse from(Counters counters) {
        return new CountersResponse(
                counters.time(),
                counters.pairs().stream().map(CountersResponse::from).toList());
    }

    private static Pair from(PairCounters pair) {
        TapCounters tap = pair.tap();
        return new Pair(
                pair.name(),
                from(pair.toKernel()),
                from(pair.fromKernel()),
                tap == null ? null : TapCountersResponse.from(tap));
    }

    private static ToKernel from(PairCounters.ToKernel way) {
        return new ToKernel(
                way.rxPackets(),
                way.rxBytes(),
                way.txPackets(),
                way.txBytes(),
                way.filtered(),
                way.policed(),
                way.ringFull());
    }

    private static FromKernel from(PairCounters.FromKernel way) {
        return new FromKernel(way.rxPackets(), way.rxBytes(), way.txPackets(), way.txBytes(), way.ringFull());
    }
}
