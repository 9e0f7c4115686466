package io.offramp.backend.metrics;

import io.offramp.dataplane.PollerStatus;
import io.offramp.dataplane.Snapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.stream.Stream;

/** The pollers: what they did, and how busy they were. */
final class PollerMetrics {
    private static final double NANOS_A_SECOND = 1e9;

    private final Metric alive = new Metric("offramp_poller_alive", "Whether the poller still polls: 1, else 0.");
    private final Metric load =
            new Metric("offramp_poller_load_ratio", "Share of the last full second that went to packets, from 0 to 1.");
    private final Metric polls = new Metric("offramp_poller_polls", "How often all queues were looked at once.");
    private final Metric busyPolls = new Metric("offramp_poller_busy_polls", "Polls that found at least one packet.");
    private final Metric packets = new Metric("offramp_poller_packets", "Packets that the poller received.");
    private final Metric busy = new Metric("offramp_poller_busy_seconds", "Time of duty cycles that found packets.");
    private final Metric idle = new Metric("offramp_poller_idle_seconds", "Time of duty cycles that found none.");
    private final Metric longestGap = new Metric(
            "offramp_poller_longest_gap_seconds", "The longest time ever that the poller's queues waited for it.");

    private PollerMetrics(Snapshot snapshot) {
        snapshot.pollers().forEach(this::poller);
    }

    static Stream<MetricSnapshot> of(Snapshot snapshot) {
        return new PollerMetrics(snapshot).all();
    }

    private Stream<MetricSnapshot> all() {
        return Stream.of(
                alive.gauge(),
                load.gauge(),
                polls.counter(),
                busyPolls.counter(),
                packets.counter(),
                busy.counter(),
                idle.counter(),
                longestGap.gauge());
    }

    private void poller(PollerStatus poller) {
        String lcore = Integer.toString(poller.lcore());
        alive.add(poller.alive() ? 1 : 0, "lcore", lcore);
        load.add(poller.rates().load() / 100, "lcore", lcore);
        PollerStatus.Counters counters = poller.counters();
        polls.add(counters.polls(), "lcore", lcore);
        busyPolls.add(counters.busyPolls(), "lcore", lcore);
        packets.add(counters.packets(), "lcore", lcore);
        busy.add(counters.busyNanos() / NANOS_A_SECOND, "lcore", lcore);
        idle.add(counters.idleNanos() / NANOS_A_SECOND, "lcore", lcore);
        longestGap.add(poller.pollGaps().longestNanos() / NANOS_A_SECOND, "lcore", lcore);
    }
}
