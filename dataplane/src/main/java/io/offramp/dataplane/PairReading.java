package io.offramp.dataplane;

import java.time.Instant;

/**
 * All that counts a pair's packets, read one after the other within a fraction of a millisecond.
 *
 * @param time when it was read
 * @param counters the ledger, and the kernel's counters of the tap
 * @param port the driver's counters of its port, which may have begun before the pair
 * @param virtioUser the driver's counters of the port that was made for it
 */
public record PairReading(Instant time, PairCounters counters, Port.Stats port, Port.Stats virtioUser) {}
