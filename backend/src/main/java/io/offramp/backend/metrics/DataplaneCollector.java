package io.offramp.backend.metrics;

import io.offramp.dataplane.Dataplane;
import io.offramp.dataplane.Snapshot;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/**
 * The dataplane's metrics, read by one call of the dataplane a scrape. Micrometer's own meters are read one by one, and
 * stay until somebody removes them: these agree with each other, and those of a pair go with it.
 *
 * <p>Called on a thread that may wait: actuator runs an endpoint that does not answer with a publisher on one.
 */
@Component
class DataplaneCollector implements MultiCollector {
    /** Prometheus gives up after 10 s. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(DataplaneCollector.class);

    private final Dataplane dataplane;
    private final String version;
    /** Several scrapes may run at once; at worst a failure is logged twice. */
    private volatile boolean answered = true;

    DataplaneCollector(Dataplane dataplane, BuildProperties build, PrometheusRegistry registry) {
        this.dataplane = dataplane;
        this.version = String.valueOf(build.getVersion());
        registry.register(this);
    }

    @Override
    public MetricSnapshots collect() {
        Metric up = new Metric("offramp_dataplane_up", "Whether the dataplane answered this scrape: 1, else 0.");
        try {
            Snapshot snapshot = dataplane.snapshot().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            answered = true;
            return new MetricSnapshots(Stream.concat(Stream.of(up.add(1).gauge()), metrics(snapshot))
                    .toList());
        } catch (ExecutionException | TimeoutException failed) {
            if (answered) {
                LOG.warn("The dataplane did not answer a scrape: its metrics are missing until it does", failed);
            }
            answered = false;
            return MetricSnapshots.of(up.add(0).gauge());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the dataplane was read", interrupted);
        }
    }

    private Stream<MetricSnapshot> metrics(Snapshot snapshot) {
        return Stream.of(
                        HostMetrics.of(snapshot, version),
                        PairMetrics.of(snapshot),
                        PortMetrics.of(snapshot),
                        PollerMetrics.of(snapshot))
                .flatMap(metrics -> metrics);
    }
}
