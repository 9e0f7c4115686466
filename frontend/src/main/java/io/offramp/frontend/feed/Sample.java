package io.offramp.frontend.feed;

import io.offramp.client.model.PairCounters;
import java.time.Instant;

/**
 * A pair's counters at one time, and how fast they climbed since the time before.
 *
 * @param time when the service read them, by its clock
 * @param counters the ledger
 * @param rates per second since the sample before
 */
public record Sample(Instant time, PairCounters counters, Rates rates) {}
