package io.offramp.backend.metrics;

import io.offramp.dataplane.Backend;
import io.offramp.dataplane.Pair;
import io.offramp.dataplane.PairCounters;
import io.offramp.dataplane.PairState;
import io.offramp.dataplane.Snapshot;
import io.offramp.dataplane.TapCounters;
import io.offramp.dataplane.TapSpec;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The pairs: their states, their ledgers, the kernel's threads on them, and its counters of their taps. */
final class PairMetrics {
    private static final String TO_KERNEL = "to_kernel";
    private static final String FROM_KERNEL = "from_kernel";

    private final Metric info = new Metric("offramp_pair", "What a pair joins; always 1.");
    private final Metric state = new Metric("offramp_pair_state", "Whether the pair is in this state: 1, else 0.");
    private final Metric conditions = new Metric("offramp_pair_conditions", "Conditions that the pair has now.");
    private final Metric received =
            new Metric("offramp_pair_received_packets", "Packets that the pair received: the sum of all outcomes.");
    private final Metric receivedBytes =
            new Metric("offramp_pair_received_bytes", "Bytes that the pair received, without frame check sequences.");
    private final Metric packets = new Metric("offramp_pair_packets", "Packets of the pair by what became of them.");
    private final Metric transmittedBytes =
            new Metric("offramp_pair_transmitted_bytes", "Bytes that the pair handed on.");
    private final Metric vhostWorkerCpu =
            new Metric("offramp_vhost_worker_cpu_seconds", "CPU time that the kernel's thread on the queue has used.");
    private final Metric tapReceived =
            new Metric("offramp_tap_received_packets", "Packets that the kernel received from the tap.");
    private final Metric tapReceivedBytes =
            new Metric("offramp_tap_received_bytes", "Bytes that the kernel received from the tap.");
    private final Metric tapReceivedDropped =
            new Metric("offramp_tap_received_dropped_packets", "Packets out of the tap that the kernel refused.");
    private final Metric tapTransmitted =
            new Metric("offramp_tap_transmitted_packets", "Packets that the kernel sent into the tap.");
    private final Metric tapTransmittedBytes =
            new Metric("offramp_tap_transmitted_bytes", "Bytes that the kernel sent into the tap.");
    private final Metric tapTransmittedDropped =
            new Metric("offramp_tap_transmitted_dropped_packets", "Packets that found the tap's queue full.");

    private PairMetrics(Snapshot snapshot) {
        snapshot.pairs().forEach(this::status);
        snapshot.counters().forEach(this::ledger);
    }

    static Stream<MetricSnapshot> of(Snapshot snapshot) {
        return new PairMetrics(snapshot).all();
    }

    private Stream<MetricSnapshot> all() {
        return Stream.of(
                info.info(),
                state.gauge(),
                conditions.gauge(),
                received.counter(),
                receivedBytes.counter(),
                packets.counter(),
                transmittedBytes.counter(),
                vhostWorkerCpu.counter(),
                tapReceived.counter(),
                tapReceivedBytes.counter(),
                tapReceivedDropped.counter(),
                tapTransmitted.counter(),
                tapTransmittedBytes.counter(),
                tapTransmittedDropped.counter());
    }

    private void status(Pair pair) {
        String name = pair.spec().name();
        Backend backend = pair.status().backend();
        TapSpec tap = pair.spec().tap();
        info.add(
                1,
                "pair",
                name,
                "port",
                pair.spec().port(),
                "virtio_user_port",
                Objects.requireNonNullElse(pair.status().virtioUserPort(), ""),
                "tap",
                tap == null ? "" : Objects.requireNonNullElse(tap.name(), name),
                "netns",
                tap == null ? "" : Objects.requireNonNullElse(tap.netns(), ""),
                "backend",
                backend == null ? "" : label(backend));
        for (PairState one : PairState.values()) {
            state.add(pair.status().state() == one ? 1 : 0, "pair", name, "state", label(one));
        }
        conditions.add(pair.status().conditions().size(), "pair", name);
        pair.status()
                .vhostWorkers()
                .forEach(worker -> vhostWorkerCpu.add(
                        worker.cpuSeconds(), "pair", name, "queue", Integer.toString(worker.queue())));
    }

    private void ledger(PairCounters pair) {
        String name = pair.name();
        PairCounters.ToKernel to = pair.toKernel();
        received.add(to.rxPackets(), "pair", name, "direction", TO_KERNEL);
        receivedBytes.add(to.rxBytes(), "pair", name, "direction", TO_KERNEL);
        outcome(name, TO_KERNEL, "transmitted", to.txPackets());
        outcome(name, TO_KERNEL, "filtered", to.filtered());
        outcome(name, TO_KERNEL, "policed", to.policed());
        outcome(name, TO_KERNEL, "ring_full", to.ringFull());
        transmittedBytes.add(to.txBytes(), "pair", name, "direction", TO_KERNEL);

        PairCounters.FromKernel from = pair.fromKernel();
        received.add(from.rxPackets(), "pair", name, "direction", FROM_KERNEL);
        receivedBytes.add(from.rxBytes(), "pair", name, "direction", FROM_KERNEL);
        outcome(name, FROM_KERNEL, "transmitted", from.txPackets());
        outcome(name, FROM_KERNEL, "ring_full", from.ringFull());
        transmittedBytes.add(from.txBytes(), "pair", name, "direction", FROM_KERNEL);

        TapCounters tap = pair.tap();
        if (tap != null) {
            tapReceived.add(tap.rxPackets(), "pair", name);
            tapReceivedBytes.add(tap.rxBytes(), "pair", name);
            tapReceivedDropped.add(tap.rxDropped(), "pair", name);
            tapTransmitted.add(tap.txPackets(), "pair", name);
            tapTransmittedBytes.add(tap.txBytes(), "pair", name);
            tapTransmittedDropped.add(tap.txDropped(), "pair", name);
        }
    }

    private void outcome(String pair, String direction, String outcome, long count) {
        packets.add(count, "pair", pair, "direction", direction, "outcome", outcome);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
