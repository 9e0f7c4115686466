package io.offramp.dataplane;

import io.offramp.dataplane.forward.ExceptionPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the counters of each pair were, for as long as a {@link PairWindow} reaches back. It is kept here rather than by those
 * who ask, so that an answer is there at once, and a pair that is built anew begins anew. For the control thread alone.
 */
final class PairHistory {
    private static final long SPAN_NANOS =
            Duration.ofSeconds(PairWindow.MAX_SECONDS).toNanos();

    private final PairStatusReader statuses;
    /** By path, of which a pair that is built anew has another; the oldest first, and never none. */
    private final Map<ExceptionPath, Deque<Kept>> kept = new HashMap<>();

    /** The wall clock may be set meanwhile. */
    private record Kept(long nanoTime, boolean start, PairReading reading) {
        static Kept of(PairReading reading, boolean start) {
            return new Kept(System.nanoTime(), start, reading);
        }
    }

    PairHistory(PairStatusReader statuses) {
        this.statuses = statuses;
    }

    /** Begins with pairs that are new, and forgets those that are gone; to be called as soon as either may be the case. */
    void begin(Collection<ActivePair> pairs) {
        kept.keySet().retainAll(pairs.stream().map(ActivePair::path).collect(Collectors.toSet()));
        pairs.forEach(pair -> kept.computeIfAbsent(pair.path(), _ -> {
            Deque<Kept> begun = new ArrayDeque<>();
            begun.add(Kept.of(atStart(read(pair)), true));
            return begun;
        }));
    }

    /** Keeps a reading of each pair; to be called about every second. */
    void look(Collection<ActivePair> pairs) {
        begin(pairs);
        for (ActivePair pair : pairs) {
            Deque<Kept> readings = of(pair);
            readings.addLast(Kept.of(read(pair), false));
            long now = readings.getLast().nanoTime;
            while (now - second(readings).nanoTime >= SPAN_NANOS) {
                readings.removeFirst();
            }
        }
    }

    private Deque<Kept> of(ActivePair pair) {
        return Objects.requireNonNull(kept.get(pair.path()), "the pair has no beginning");
    }

    private static Kept second(Deque<Kept> readings) {
        Iterator<Kept> from = readings.iterator();
        from.next();
        return from.next();
    }

    /** From the latest reading that is at least so old to now, or since the pair was built. */
    PairWindow.Span span(ActivePair pair, Duration length, Port port) {
        long now = System.nanoTime();
        Deque<Kept> readings = of(pair);
        Kept before = readings.getFirst();
        for (Kept later : readings) {
            if (now - later.nanoTime < length.toNanos()) {
                break;
            }
            before = later;
        }
        return new PairWindow.Span(before.start, before.reading, read(pair), port);
    }

    private PairReading read(ActivePair pair) {
        PairCounters counters = statuses.counters(pair);
        return new PairReading(
                Instant.now(),
                counters,
                PortReader.stats(pair.port().stats()),
                PortReader.stats(pair.virtioUser().stats()));
    }

    /** The ledger begins with the pair, all other counters where they are: the tap and the port may have been there before. */
    private static PairReading atStart(PairReading first) {
        PairCounters counters = new PairCounters(
                first.counters().name(),
                new PairCounters.ToKernel(0, 0, 0, 0, 0, 0, 0),
                new PairCounters.FromKernel(0, 0, 0, 0, 0),
                first.counters().tap());
        return new PairReading(first.time(), counters, first.port(), first.virtioUser());
    }
}
