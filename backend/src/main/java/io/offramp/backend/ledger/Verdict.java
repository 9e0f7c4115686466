package io.offramp.backend.ledger;

import io.swagger.v3.oas.annotations.media.Schema;

/** How a pair, or one of its ways, did. The worst comes last. */
@Schema(
        name = "LedgerVerdict",
        description =
                "`NO_PACKETS`: none came. `NOTHING_LOST`: all got through. `KEPT_BACK`: all got through but those that "
                        + "a filter or a policer kept back. `LOSS`: some were lost. `NOT_BUILT`: the pair could not be built, so no "
                        + "packet can move.")
enum Verdict {
    NO_PACKETS,
    NOTHING_LOST,
    KEPT_BACK,
    LOSS,
    NOT_BUILT
}
