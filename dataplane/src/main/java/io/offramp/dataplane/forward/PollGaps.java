package io.offramp.dataplane.forward;

import java.util.List;

/**
 * How long the queues of a poller had to wait for it: the time from the start of a duty cycle to the start of the next. A
 * cycle that finds packets polls several times, so no queue waited longer than this, and under load most waited less.
 *
 * @param counts cycles by length, {@link #BUCKETS} of them: the first of at most 1 µs, each next of at most twice as long,
 *     the last of more than 1.048576 s
 * @param longestNanos the longest ever, in nanoseconds
 */
public record PollGaps(List<Long> counts, long longestNanos) {
    /** Buckets of the histogram, the last without an upper bound. */
    public static final int BUCKETS = 22;

    private static final long FIRST_NANOS = 1_000;

    /** Takes a copy of the list. */
    public PollGaps {
        counts = List.copyOf(counts);
    }

    /**
     * The longest gap that a bucket counts.
     *
     * @param bucket 0 to {@link #BUCKETS} - 2
     * @return nanoseconds
     */
    public static long upToNanos(int bucket) {
        return FIRST_NANOS << bucket;
    }

    /** Hot. The bucket of a gap that is not negative. */
    static int bucket(long nanos) {
        return Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros((nanos - 1) / FIRST_NANOS));
    }
}
