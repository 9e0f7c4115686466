package io.offramp.backend.metrics;

import io.offramp.dataplane.Port;
import io.offramp.dataplane.Snapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The DPDK ports: their links and their drivers' basic counters. */
final class PortMetrics {
    private static final double BYTES_A_MEGABIT = 125_000;

    private final Metric info = new Metric("offramp_port", "What a port is; always 1.");
    private final Metric up = new Metric("offramp_port_link_up", "Whether the port's link is up: 1, else 0.");
    private final Metric speed = new Metric("offramp_port_link_speed_bytes_per_second", "Speed of the port's link.");
    private final Metric received = new Metric("offramp_port_received_packets", "Packets received (ipackets).");
    private final Metric receivedBytes = new Metric("offramp_port_received_bytes", "Bytes received (ibytes).");
    private final Metric missed = new Metric(
            "offramp_port_received_missed_packets",
            "Packets that the device dropped because no poller fetched them in time (imissed).");
    private final Metric receivedErrors =
            new Metric("offramp_port_received_errors", "Erroneous packets received (ierrors).");
    private final Metric mbufFailures =
            new Metric("offramp_port_received_mbuf_failures", "Failures to allocate an mbuf (rx_nombuf).");
    private final Metric transmitted = new Metric("offramp_port_transmitted_packets", "Packets sent (opackets).");
    private final Metric transmittedBytes = new Metric("offramp_port_transmitted_bytes", "Bytes sent (obytes).");
    private final Metric transmittedErrors =
            new Metric("offramp_port_transmitted_errors", "Packets that could not be sent (oerrors).");

    private PortMetrics(Snapshot snapshot) {
        snapshot.ports().forEach(this::port);
    }

    static Stream<MetricSnapshot> of(Snapshot snapshot) {
        return new PortMetrics(snapshot).all();
    }

    private Stream<MetricSnapshot> all() {
        return Stream.of(
                info.info(),
                up.gauge(),
                speed.gauge(),
                received.counter(),
                receivedBytes.counter(),
                missed.counter(),
                receivedErrors.counter(),
                mbufFailures.counter(),
                transmitted.counter(),
                transmittedBytes.counter(),
                transmittedErrors.counter());
    }

    private void port(Port port) {
        String name = port.name();
        info.add(
                1,
                "port",
                name,
                "driver",
                port.driver(),
                "role",
                port.role().name().toLowerCase(Locale.ROOT),
                "pair",
                Objects.requireNonNullElse(port.pair(), ""));
        up.add(port.link().up() ? 1 : 0, "port", name);
        Long megabits = port.link().speedMbps();
        if (megabits != null) {
            speed.add(megabits * BYTES_A_MEGABIT, "port", name);
        }
        Port.Stats stats = port.stats();
        received.add(stats.rxPackets(), "port", name);
        receivedBytes.add(stats.rxBytes(), "port", name);
        missed.add(stats.rxMissed(), "port", name);
        receivedErrors.add(stats.rxErrors(), "port", name);
        mbufFailures.add(stats.rxNoMbuf(), "port", name);
        transmitted.add(stats.txPackets(), "port", name);
        transmittedBytes.add(stats.txBytes(), "port", name);
        transmittedErrors.add(stats.txErrors(), "port", name);
    }
}
