package io.offramp.dataplane;

import java.time.Instant;
import java.util.List;

/**
 * The counters of every pair, read together.
 *
 * @param time when they were read
 * @param pairs one entry a pair, in order of their names
 */
public record Counters(Instant time, List<PairCounters> pairs) {

    /** Takes a copy of the list. */
    public Counters {
        pairs = List.copyOf(pairs);
    }
}
