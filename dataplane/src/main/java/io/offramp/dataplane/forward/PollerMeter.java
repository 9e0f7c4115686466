package io.offramp.dataplane.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the counters of all pollers every second, so that rates are over a span that no reader chooses and none disturbs. It
 * has a thread of its own, for which the control thread has no time while it plugs a device.
 */
final class PollerMeter implements AutoCloseable {
    private static final long SPAN_MILLIS = 1_000;

    private final List<PollerCounters> counters;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("poller-meter").daemon().factory());

    /** Meter's thread: reads and writes. */
    private Reading last;

    /** Meter's thread: writes; any thread: reads. */
    private volatile @Nullable List<PollerWindow> windows;

    private final Reading first;

    private record Reading(Instant time, long nanoTime, List<PollerStats> stats) {}

    /**
     * Begins to read.
     *
     * @param counters of the pollers, in their order
     */
    PollerMeter(List<PollerCounters> counters) {
        this.counters = List.copyOf(counters);
        first = read();
        last = first;
        // With a delay, not at a rate: after a stall of the machine that would make up for it with spans of no length.
        thread.scheduleWithFixedDelay(this::next, SPAN_MILLIS, SPAN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Reading read() {
        return new Reading(
                Instant.now(),
                System.nanoTime(),
                counters.stream().map(PollerCounters::read).toList());
    }

    private void next() {
        Reading now = read();
        windows = between(last, now);
        last = now;
    }

    private static List<PollerWindow> between(Reading before, Reading after) {
        Duration length = Duration.ofNanos(Math.max(1, after.nanoTime() - before.nanoTime()));
        return IntStream.range(0, after.stats().size())
                .mapToObj(i -> new PollerWindow(
                        after.time(),
                        length,
                        before.stats().get(i),
                        after.stats().get(i)))
                .toList();
    }

    /**
     * The last full second; within the first one, what there is of it.
     *
     * @return a window for each poller, in their order
     */
    List<PollerWindow> windows() {
        List<PollerWindow> full = windows;
        return full == null ? between(first, read()) : full;
    }

    @Override
    public void close() {
        thread.close();
    }
}
