package io.offramp.backend.pair;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "PairChange", description = "What was done to make of a pair what is wanted, or what would be done.")
record ChangeResponse(
        PlanResponse plan,

        @Schema(description = "The pair afterwards; null when this is a dry run.") @Nullable
        PairResponse pair) {}
