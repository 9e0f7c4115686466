package io.offramp.dataplane;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A poller: what it forwards and how busy it is. All figures were read at one time, at most a second or so ago; none
 * depends on who asks, or how often.
 *
 * @param lcore the lcore that it is pinned to
 * @param alive whether it still polls; false once it has stopped on a failure
 * @param pairs the pairs that it forwards, at least a queue of each, in order of their names
 * @param time when the figures were read
 * @param rates how fast the counters climbed up to then
 * @param counters since the poller's start
 * @param pollGaps how long its queues had to wait for it
 * @param conditions what an operator should know
 */
public record PollerStatus(
        int lcore,
        boolean alive,
        List<String> pairs,
        Instant time,
        Rates rates,
        Counters counters,
        PollGaps pollGaps,
        List<Condition> conditions) {

    /** Takes copies of the lists. */
    public PollerStatus {
        pairs = List.copyOf(pairs);
        conditions = List.copyOf(conditions);
    }

    /**
     * Means over a window.
     *
     * @param window about the last second; shorter only within the first second after the start
     * @param load wall-clock time that went to packets, in percent of the window, 0 to 100
     * @param polls polls a second
     * @param busyPolls polls a second that found at least one packet
     * @param packets packets received a second
     */
    public record Rates(Duration window, double load, double polls, double busyPolls, double packets) {}

    /**
     * What a poller has done. Time without a queue to poll does not count.
     *
     * @param polls how often it has looked at all of its queues once
     * @param busyPolls those that found at least one packet
     * @param packets packets received
     * @param busyNanos wall-clock time of duty cycles that found packets, in nanoseconds
     * @param idleNanos wall-clock time of those that found none, what the idle strategy slept included, in nanoseconds
     */
    public record Counters(long polls, long busyPolls, long packets, long busyNanos, long idleNanos) {}

    /**
     * The time from the start of a duty cycle to the start of the next: no queue had to wait longer for its poll. A cycle
     * that finds packets polls several times, so under load most waited less.
     *
     * @param longestNanos the longest ever, in nanoseconds
     * @param histogram all since the poller's start, the shortest first
     */
    public record PollGaps(long longestNanos, List<Bucket> histogram) {

        /** Takes a copy of the list. */
        public PollGaps {
            histogram = List.copyOf(histogram);
        }
    }

    /**
     * Gaps of similar length: longer than those of the bucket before.
     *
     * @param upToNanos the longest gap that belongs here, in nanoseconds; {@link Long#MAX_VALUE} for the last bucket
     * @param count how many there were
     */
    public record Bucket(long upToNanos, long count) {}
}
