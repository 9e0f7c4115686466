package io.offramp.backend.pair;

import io.offramp.dataplane.PairPlan;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "PairPlan", description = "What it takes to make of a pair what is wanted.")
record PlanResponse(
        @Schema(
                description =
                        "CREATE (the pair is made), CHANGE (it is changed while it forwards), REBUILD (it is taken "
                                + "apart and built anew), NOTHING (it is as wanted).")
        PairPlan.Action action,

        @Schema(description = "Whether the pair loses packets meanwhile; no other pair ever does.")
        boolean interrupts,

        @Schema(
                description = "The single steps in order.",
                example = "[\"change the MTU of the port and the tap from 1500 to 1400\"]")
        List<String> operations) {

    static PlanResponse from(PairPlan plan) {
        return new PlanResponse(plan.action(), plan.interrupts(), plan.operations());
    }
}
