package io.offramp.dataplane.forward;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a poller has done: written by its poller only, read by any thread. Each counter is exact; a reading may catch some
 * of them a duty cycle later than others. Neither side ever waits: a poller without packets writes too often for readers
 * to find it at rest.
 */
final class PollerCounters {
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    /** A cache line's worth at either end, so that what lies beside it in memory costs the poller nothing. */
    private static final int PADDING = 8;

    private static final int POLLS = PADDING;
    private static final int BUSY_POLLS = PADDING + 1;
    private static final int PACKETS = PADDING + 2;
    private static final int BUSY_NANOS = PADDING + 3;
    private static final int IDLE_NANOS = PADDING + 4;
    private static final int LONGEST_GAP = PADDING + 5;
    private static final int GAPS = PADDING + 6;

    private final long[] values = new long[GAPS + PollGaps.BUCKETS + PADDING];

    /** Poller only: what a duty cycle did. */
    void addPolls(int polls, int busy, int packets) {
        add(POLLS, polls);
        if (busy > 0) {
            add(BUSY_POLLS, busy);
            add(PACKETS, packets);
        }
    }

    /** Poller only: time from the start of a duty cycle to the start of the next. */
    void addCycle(long nanos, boolean busy) {
        add(busy ? BUSY_NANOS : IDLE_NANOS, nanos);
        add(GAPS + PollGaps.bucket(nanos), 1);
        if (nanos > values[LONGEST_GAP]) {
            ELEMENT.setRelease(values, LONGEST_GAP, nanos);
        }
    }

    private void add(int index, long amount) {
        ELEMENT.setRelease(values, index, values[index] + amount);
    }

    PollerStats read() {
        List<Long> gaps = LongStream.range(0, PollGaps.BUCKETS)
                .map(bucket -> get(GAPS + (int) bucket))
                .boxed()
                .toList();
        PollGaps pollGaps = new PollGaps(gaps, get(LONGEST_GAP));
        // In the reverse order of their writing, so that no reading has more busy polls than polls.
        long packets = get(PACKETS);
        long busyPolls = get(BUSY_POLLS);
        return new PollerStats(get(POLLS), busyPolls, packets, get(BUSY_NANOS), get(IDLE_NANOS), pollGaps);
    }

    private long get(int index) {
        return (long) ELEMENT.getAcquire(values, index);
    }
}
