package io.offramp.backend.ledger;

/** The two ways of a pair. */
enum Direction {
    TO_KERNEL,
    FROM_KERNEL
}
