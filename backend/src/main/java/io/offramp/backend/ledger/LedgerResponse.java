package io.offramp.backend.ledger;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "PairLedger",
        description = "What became of a pair's packets within a window of time, the biggest loss named in words.")
record LedgerResponse(
        @Schema(description = "The pair's name.", example = "exc0")
        String pair,

        @Schema(description = "When the window began; null where the pair could not be built.") @Nullable
        Instant from,

        @Schema(description = "When it ended, which is now.") @Nullable
        Instant to,

        @Schema(description = "How the pair did: the worse of its ways.")
        Verdict verdict,

        @Schema(
                description = "The biggest loss of either way with its cause and what helps, or that there was none.",
                example =
                        "38 % dropped on the way to the kernel: virtio ring full, vhost worker at 100 % CPU: add a queue")
        String sentence,

        @Schema(
                description =
                        "How to do what helps: a sentence, a call or a command to paste; null where nothing is to be done.",
                example = "PUT /api/v1/pairs/exc0 with its spec and \"queues\": 2.")
        @Nullable
        String remedy,

        @Schema(description = "From the port to the tap; null where the pair could not be built.") @Nullable
        Way toKernel,

        @Schema(description = "From the tap to the port; null where the pair could not be built.") @Nullable
        Way fromKernel) {

    @Schema(name = "LedgerWay", description = "One way of a pair: offered = delivered + all losses.")
    record Way(
            @Schema(description = "How the way did.") Verdict verdict,

            @Schema(
                    description = "The biggest loss of this way, or that there was none.",
                    example =
                            "38 % dropped on the way to the kernel: virtio ring full, vhost worker at 100 % CPU: add a queue")
            String sentence,

            @Schema(
                    description = "As that of the pair.",
                    example = "PUT /api/v1/pairs/exc0 with its spec and \"queues\": 2.")
            @Nullable
            String remedy,

            @Schema(
                    description =
                            "Packets that came to the way, those included that were lost before the pair had received them.",
                    example = "1175788")
            long offered,

            @Schema(description = "Packets that were handed on at its end and not refused there.", example = "728989")
            long delivered,

            @Schema(
                    description = "Whether the pair's own counters add up: what it received is the sum of what it did "
                            + "with it.",
                    example = "true")
            boolean balanced,

            @Schema(description = "Each reason that this way knows, in the order of the way.")
            List<Loss> losses) {}

    @Schema(name = "Loss", description = "The packets that did not get through for one reason.")
    record Loss(
            Reason reason,

            @Schema(description = "How many.", example = "446799")
            long packets,

            @Schema(
                    description = "Their share of what was offered, in percent.",
                    minimum = "0",
                    maximum = "100",
                    example = "38.0")
            double percent) {}
}
