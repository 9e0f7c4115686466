package io.offramp.frontend.feed;

import io.offramp.client.model.Counters;
import io.offramp.client.model.PairCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last five minutes of every pair. Its owner sees to mutual exclusion. */
final class History {
    /** How far back it reaches. */
    static final Duration SPAN = Duration.ofMinutes(5);
    /** At one a second; the bound holds whatever the service's pace. */
    static final int CAPACITY = 300;

    private final Map<String, Deque<Sample>> samples = new HashMap<>();
    private final Map<String, PairCounters> last = new HashMap<>();
    private @Nullable Instant lastTime;

    /** Pairs that are gone are forgotten; one that was made anew begins anew. */
    void add(Counters counters) {
        Instant time = counters.getTime();
        double seconds = lastTime == null ? 0 : Duration.between(lastTime, time).toNanos() / 1e9;
        Set<String> present = new HashSet<>();
        for (PairCounters pair : counters.getPairs()) {
            present.add(pair.getName());
            add(pair, time, seconds);
        }
        samples.keySet().retainAll(present);
        last.keySet().retainAll(present);
        lastTime = time;
    }

    private void add(PairCounters pair, Instant time, double seconds) {
        PairCounters before = last.put(pair.getName(), pair);
        Deque<Sample> ring = samples.computeIfAbsent(pair.getName(), _ -> new ArrayDeque<>(CAPACITY));
        if (before == null) {
            return;
        }
        Rates.between(before, pair, seconds)
                .ifPresentOrElse(rates -> ring.addLast(new Sample(time, pair, rates)), ring::clear);
        while (ring.size() > CAPACITY
                || !ring.isEmpty() && ring.getFirst().time().isBefore(time.minus(SPAN))) {
            ring.removeFirst();
        }
    }

    /** Oldest first. */
    List<Sample> of(String pair) {
        Deque<Sample> ring = samples.get(pair);
        return ring == null ? List.of() : List.copyOf(ring);
    }

    /** The latest of each pair that has two readings. */
    Map<String, Sample> latest() {
        Map<String, Sample> latest = new HashMap<>();
        samples.forEach((pair, ring) -> {
            if (!ring.isEmpty()) {
                latest.put(pair, ring.getLast());
            }
        });
        return Map.copyOf(latest);
    }

    void clear() {
        samples.clear();
        last.clear();
        lastTime = null;
    }
}
