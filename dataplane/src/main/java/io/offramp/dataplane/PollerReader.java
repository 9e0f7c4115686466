package io.offramp.dataplane;

import io.offramp.dataplane.forward.PollGaps;
import io.offramp.dataplane.forward.PollerReading;
import io.offramp.dataplane.forward.PollerStats;
import io.offramp.dataplane.forward.PollerWindow;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Tells how a poller is doing. */
final class PollerReader {
    /** Percent. What is left is too little to catch up after a hiccup. */
    private static final double SATURATED = 95;

    private PollerReader() {}

    static PollerStatus read(PollerReading reading, Collection<ActivePair> pairs) {
        List<String> names = pairs.stream()
                .filter(pair -> reading.paths().contains(pair.path()))
                .map(ActivePair::name)
                .sorted()
                .toList();
        PollerWindow window = reading.window();
        PollerStats total = window.after();
        return new PollerStatus(
                reading.lcore(),
                reading.alive(),
                names,
                window.time(),
                new PollerStatus.Rates(
                        window.length(),
                        window.load(),
                        window.pollsPerSecond(),
                        window.busyPollsPerSecond(),
                        window.packetsPerSecond()),
                new PollerStatus.Counters(
                        total.polls(), total.busyPolls(), total.packets(), total.busyNanos(), total.idleNanos()),
                gaps(total.gaps()),
                conditions(reading, names));
    }

    private static PollerStatus.PollGaps gaps(PollGaps gaps) {
        return new PollerStatus.PollGaps(
                gaps.longestNanos(),
                IntStream.range(0, PollGaps.BUCKETS)
                        .mapToObj(bucket -> new PollerStatus.Bucket(
                                bucket == PollGaps.BUCKETS - 1 ? Long.MAX_VALUE : PollGaps.upToNanos(bucket),
                                gaps.counts().get(bucket)))
                        .toList());
    }

    private static List<Condition> conditions(PollerReading reading, List<String> pairs) {
        if (!reading.alive()) {
            return List.of(new Condition(
                    "PollerStopped",
                    "the poller of lcore %d has stopped on a failure, so nothing is forwarded for %s"
                            .formatted(reading.lcore(), pairs.isEmpty() ? "new pairs" : String.join(", ", pairs)),
                    "See the service's log, then restart the service."));
        }
        if (reading.window().load() < SATURATED) {
            return List.of();
        }
        return List.of(new Condition(
                "PollerSaturated",
                "the poller of lcore %d spends all of its time on packets: what comes on top is lost in the ports"
                        .formatted(reading.lcore()),
                pairs.size() > 1
                        ? "Add an lcore to offramp.pollers.lcores and restart the service, so that the pairs share more pollers."
                        : "Create the pair anew with more queues, and have as many lcores in offramp.pollers.lcores."));
    }
}
