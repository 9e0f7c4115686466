package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.FromKernel;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.Port;
import io.offramp.client.model.PortStats;
import io.offramp.client.model.TapCounters;
import io.offramp.client.model.ToKernel;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.machine.Execution;
import io.offramp.e2e.service.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus scrapes is what the API tells, and what Prometheus takes. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PINGS = 200;

    private final HostLab lab = new HostLab(1);

    @BeforeAll
    void sendSomething() {
        lab.createPair(0);
        lab.awaitAnswer(0, lab.tapAddress4(0));
        assertThat(lab.peer(0).ping(lab.tapAddress4(0), PINGS, Duration.ofMillis(5)))
                .isEqualTo(new Ping(PINGS, PINGS));
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void aScrapeTellsTheCountersToThePacket() {
        // Neighbour discovery goes on by itself: the two agree when nothing comes between.
        await("a scrape that agrees with GET /counters").atMost(SOON).untilAsserted(() -> {
            Map<String, Double> counters = counters();
            Scrape scrape = Scrape.of(lab.service());
            assertThat(counters.keySet().stream().collect(Collectors.toMap(series -> series, scrape::value)))
                    .isEqualTo(counters);
            assertThat(counters.values()).anyMatch(count -> count > PINGS);
        });
    }

    private Map<String, Double> counters() {
        PairCounters pair = lab.counters(0);
        Map<String, Double> series = new LinkedHashMap<>();
        ToKernel to = pair.getToKernel();
        ledger(series, "to_kernel", "received_packets", to.getRxPackets());
        ledger(series, "to_kernel", "received_bytes", to.getRxBytes());
        ledger(series, "to_kernel", "transmitted_bytes", to.getTxBytes());
        outcome(series, "to_kernel", "transmitted", to.getTxPackets());
        outcome(series, "to_kernel", "filtered", to.getFiltered());
        outcome(series, "to_kernel", "policed", to.getPoliced());
        outcome(series, "to_kernel", "ring_full", to.getRingFull());
        FromKernel from = pair.getFromKernel();
        ledger(series, "from_kernel", "received_packets", from.getRxPackets());
        ledger(series, "from_kernel", "received_bytes", from.getRxBytes());
        ledger(series, "from_kernel", "transmitted_bytes", from.getTxBytes());
        outcome(series, "from_kernel", "transmitted", from.getTxPackets());
        outcome(series, "from_kernel", "ring_full", from.getRingFull());
        TapCounters tap = Objects.requireNonNull(pair.getTap());
        tap(series, "received_packets", tap.getRxPackets());
        tap(series, "received_bytes", tap.getRxBytes());
        tap(series, "received_dropped_packets", tap.getRxDropped());
        tap(series, "transmitted_packets", tap.getTxPackets());
        tap(series, "transmitted_bytes", tap.getTxBytes());
        tap(series, "transmitted_dropped_packets", tap.getTxDropped());
        for (Port port : lab.service().get(lab.service().ports().listPorts().collectList())) {
            PortStats stats = port.getStats();
            port(series, port, "received_packets", stats.getRxPackets());
            port(series, port, "received_bytes", stats.getRxBytes());
            port(series, port, "received_missed_packets", stats.getRxMissed());
            port(series, port, "received_errors", stats.getRxErrors());
            port(series, port, "received_mbuf_failures", stats.getRxNoMbuf());
            port(series, port, "transmitted_packets", stats.getTxPackets());
            port(series, port, "transmitted_bytes", stats.getTxBytes());
            port(series, port, "transmitted_errors", stats.getTxErrors());
        }
        return series;
    }

    private void ledger(Map<String, Double> series, String direction, String what, long count) {
        series.put(
                "offramp_pair_%s_total{direction=\"%s\",pair=\"%s\"}".formatted(what, direction, lab.name(0)),
                (double) count);
    }

    private void outcome(Map<String, Double> series, String direction, String outcome, long count) {
        series.put(
                "offramp_pair_packets_total{direction=\"%s\",outcome=\"%s\",pair=\"%s\"}"
                        .formatted(direction, outcome, lab.name(0)),
                (double) count);
    }

    private void tap(Map<String, Double> series, String what, long count) {
        series.put("offramp_tap_%s_total{pair=\"%s\"}".formatted(what, lab.name(0)), (double) count);
    }

    private static void port(Map<String, Double> series, Port port, String what, long count) {
        series.put("offramp_port_%s_total{port=\"%s\"}".formatted(what, port.getName()), (double) count);
    }

    @Test
    void prometheusTakesEveryMetricAndLikesItsName(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("scrape");
        Files.writeString(file, Scrape.of(lab.service()).text());

        Execution check = lab.machine().run(SOON, List.of("sh", "-c", "promtool check metrics < " + file));

        // 1 is what cannot be parsed; 3 is what is parsed but frowned upon, as some of Micrometer's names are.
        assertThat(check.exitCode()).as(check.toString()).isIn(0, 3);
        assertThat(check.stderr().lines()).noneMatch(line -> line.startsWith("offramp_"));
    }
}
