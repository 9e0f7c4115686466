package io.offramp.dataplane.forward;

/**
 * What a poller has done since its start. Time without a queue to poll does not count.
 *
 * @param polls how often it has looked at all of its queues once
 * @param busyPolls those that found at least one packet
 * @param packets packets received
 * @param busyNanos wall-clock time of duty cycles that found packets, in nanoseconds
 * @param idleNanos wall-clock time of the others, what the idle strategy slept included
 * @param gaps how long its queues had to wait
 */
public record PollerStats(long polls, long busyPolls, long packets, long busyNanos, long idleNanos, PollGaps gaps) {}
