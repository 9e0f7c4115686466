package io.offramp.backend.poller;

import io.offramp.backend.condition.ConditionResponse;
import io.offramp.dataplane.PollerStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Poller", description = "A thread that polls, pinned to an lcore.")
record PollerResponse(
        @Schema(description = "The lcore that it is pinned to.", example = "1")
        int lcore,

        @Schema(description = "Whether it still polls; false once it has stopped on a failure.")
        boolean alive,

        @Schema(
                description = "The pairs that it forwards, at least a queue of each, in order of their names.",
                example = "[\"exc0\"]")
        List<String> pairs,

        @Schema(description = "When its counters were read, at most about a second ago.")
        Instant time,

        @Schema(
                description =
                        "Length of the window of load and rates in seconds, which ended at `time`: about 1, less only "
                                + "within the first second of the service.",
                example = "1.0")
        double windowSeconds,

        @Schema(
                description = "Wall-clock time that went to duty cycles with packets, in percent of the window.",
                minimum = "0",
                maximum = "100",
                example = "12.5")
        double load,

        @Schema(
                description =
                        "Polls a second. A poll looks at all of the poller's queues once; without a queue there are none.",
                example = "9300000.0")
        double pollsPerSecond,

        @Schema(description = "Polls a second that found at least one packet.", example = "31000.0")
        double busyPollsPerSecond,

        @Schema(description = "Packets received a second, both directions of all of its pairs.", example = "420000.0")
        double packetsPerSecond,

        Counters counters,
        PollGaps pollGaps,

        @Schema(description = "What an operator should know.")
        List<ConditionResponse> conditions) {

    @Schema(
            name = "PollerCounters",
            description = "What it has done since its start. Time without a queue to poll does not count.")
    record Counters(
            @Schema(description = "Polls.") long polls,

            @Schema(description = "Polls that found at least one packet.")
            long busyPolls,

            @Schema(description = "Packets received.") long packets,

            @Schema(description = "Wall-clock time of duty cycles that found packets, in nanoseconds.")
            long busyNanos,

            @Schema(
                    description = "Wall-clock time of those that found none, what the idle strategy slept included, in "
                            + "nanoseconds.")
            long idleNanos) {}

    @Schema(
            name = "PollGaps",
            description =
                    "Time from the start of a duty cycle to the start of the next since the poller's start: no queue "
                            + "had to wait longer for its poll. A cycle that finds packets polls several times, so under load most "
                            + "waited less.")
    record PollGaps(
            @Schema(description = "The longest ever, in nanoseconds.", example = "412000")
            long longestNanos,

            @Schema(
                    description =
                            "All gaps by their length, the shortest first; each bucket reaches twice as far as the one "
                                    + "before, from 1 µs to 1.048576 s, and the last has no end.")
            List<Bucket> histogram) {}

    @Schema(name = "PollGapBucket", description = "Gaps longer than those of the bucket before.")
    record Bucket(
            @Schema(
                    description = "The longest gap that belongs here, in nanoseconds; null for the last.",
                    example = "1000")
            @Nullable
            Long upToNanos,

            @Schema(description = "How many there were.", example = "81920")
            long count) {}

    static PollerResponse from(PollerStatus poller) {
        PollerStatus.Rates rates = poller.rates();
        return new PollerResponse(
                poller.lcore(),
                poller.alive(),
                poller.pairs(),
                poller.time(),
                rates.window().toNanos() / 1e9,
                rates.load(),
                rates.polls(),
                rates.busyPolls(),
                rates.packets(),
                from(poller.counters()),
                from(poller.pollGaps()),
                ConditionResponse.from(poller.conditions()));
    }

    private static Counters from(PollerStatus.Counters counters) {
        return new Counters(
                counters.polls(), counters.busyPolls(), counters.packets(), counters.busyNanos(), counters.idleNanos());
    }

    private static PollGaps from(PollerStatus.PollGaps gaps) {
        return new PollGaps(
                gaps.longestNanos(),
                gaps.histogram().stream()
                        .map(bucket -> new Bucket(
                                bucket.upToNanos() == Long.MAX_VALUE ? null : bucket.upToNanos(), bucket.count()))
                        .toList());
    }
}
