package io.offramp.backend.ledger;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why a packet did not get through, in the order of either way. */
@Schema(
        name = "LossReason",
        description = "Why packets did not get through. `MISSED`: the port's receive ring was full (`imissed`). "
                + "`RECEIVE_ERRORS`: the port received them damaged (`ierrors`). `FILTERED`, `POLICED`: kept back, as wanted. "
                + "`QUEUE_FULL`: the tap's queue was full (its `tx_dropped`). `RING_FULL`: the next port's ring was full. "
                + "`REFUSED`: Linux refused what came out of the tap (its `rx_dropped`). `SEND_ERRORS`: the port could not "
                + "send them (`oerrors`).")
enum Reason {
    MISSED,
    RECEIVE_ERRORS,
    FILTERED,
    POLICED,
    QUEUE_FULL,
    RING_FULL,
    REFUSED,
    SEND_ERRORS;

    /** Whether somebody asked for it. */
    boolean wanted() {
        return this == FILTERED || this == POLICED;
    }
}
