package io.offramp.backend.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/** A metric while it is read: its name, its help and its series. */
final class Metric {
    private final MetricMetadata metadata;
    private final List<Series> series = new ArrayList<>();

    private record Series(Labels labels, double value) {}

    /**
     * Without series.
     *
     * @param name without the suffix that its type adds, such as {@code _total}
     * @param help one sentence
     */
    Metric(String name, String help) {
        metadata = new MetricMetadata(name, help);
    }

    /** Adds a series; its labels are names and values in turn. */
    Metric add(double value, String... labels) {
        series.add(new Series(Labels.of(labels), value));
        return this;
    }

    MetricSnapshot counter() {
        return new CounterSnapshot(
                metadata,
                series.stream()
                        .map(one -> new CounterDataPointSnapshot(one.value, one.labels, null, 0))
                        .toList());
    }

    MetricSnapshot gauge() {
        return new GaugeSnapshot(
                metadata,
                series.stream()
                        .map(one -> new GaugeDataPointSnapshot(one.value, one.labels, null))
                        .toList());
    }

    MetricSnapshot info() {
        return new InfoSnapshot(
                metadata,
                series.stream()
                        .map(one -> new InfoDataPointSnapshot(one.labels))
                        .toList());
    }
}
