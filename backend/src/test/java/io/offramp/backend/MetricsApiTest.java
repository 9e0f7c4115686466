package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.DataplaneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

class MetricsApiTest extends ApiTest {
    private static final Pattern OUR_HELP = Pattern.compile("(?m)^# HELP (offramp_\\w+) ");
    private static final Pattern OUR_TYPE = Pattern.compile("(?m)^# TYPE (offramp_\\w+) (\\w+)$");
    /** A row of the tables in docs/metrics.md. */
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(offramp_\\w+)[`{].*? \\| (\\w+) \\|");

    /** What an expression of the dashboard asks for; "offramp" alone is its title. */
    private static final Pattern NAMED = Pattern.compile("\\b(offramp_\\w+)");

    @BeforeEach
    void createAPair() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody(Void.class);
    }

    private String scrape() {
        String text = api.get()
                .uri("/actuator/prometheus")
                .accept(MediaType.TEXT_PLAIN)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(text);
    }

    @Test
    void theLedgerIsScrapedAsTheCountersTellIt() {
        // The fake's first reading: as in CountersApiTest.
        assertThat(scrape().lines()).contains("""
                offramp_pair_received_packets_total{direction="to_kernel",pair="exc0"} 3.0
                offramp_pair_received_bytes_total{direction="to_kernel",pair="exc0"} 180.0
                offramp_vhost_worker_cpu_seconds_total{pair="exc0",queue="0"} 12.34
                offramp_pair_packets_total{direction="to_kernel",outcome="transmitted",pair="exc0"} 2.0
                offramp_pair_packets_total{direction="to_kernel",outcome="filtered",pair="exc0"} 0.0
                offramp_pair_packets_total{direction="to_kernel",outcome="policed",pair="exc0"} 0.0
                offramp_pair_packets_total{direction="to_kernel",outcome="ring_full",pair="exc0"} 1.0
                offramp_pair_transmitted_bytes_total{direction="to_kernel",pair="exc0"} 120.0
                offramp_pair_received_packets_total{direction="from_kernel",pair="exc0"} 1.0
                offramp_pair_received_bytes_total{direction="from_kernel",pair="exc0"} 60.0
                offramp_pair_packets_total{direction="from_kernel",outcome="transmitted",pair="exc0"} 1.0
                offramp_pair_packets_total{direction="from_kernel",outcome="ring_full",pair="exc0"} 0.0
                offramp_pair_transmitted_bytes_total{direction="from_kernel",pair="exc0"} 60.0
                offramp_tap_received_packets_total{pair="exc0"} 2.0
                offramp_tap_received_bytes_total{pair="exc0"} 120.0
                offramp_tap_received_dropped_packets_total{pair="exc0"} 0.0
                offramp_tap_transmitted_packets_total{pair="exc0"} 1.0
                offramp_tap_transmitted_bytes_total{pair="exc0"} 60.0
                offramp_tap_transmitted_dropped_packets_total{pair="exc0"} 0.0""".split("\n"));
    }

    @Test
    void statesPollersAndMemoryAreScraped() {
        assertThat(scrape().lines()).contains("""
                offramp_dataplane_up 1.0
                offramp_pair_info{backend="vhost_net",netns="",pair="exc0",port="net_af_packet0",tap="exc0",virtio_user_port="virtio_user_exc0"} 1
                offramp_pair_state{pair="exc0",state="creating"} 0.0
                offramp_pair_state{pair="exc0",state="forwarding"} 1.0
                offramp_pair_state{pair="exc0",state="degraded"} 0.0
                offramp_pair_state{pair="exc0",state="failed"} 0.0
                offramp_pair_state{pair="exc0",state="removing"} 0.0
                offramp_port_info{driver="net_af_packet",pair="exc0",port="net_af_packet0",role="paired"} 1
                offramp_port_info{driver="net_af_packet",pair="",port="net_af_packet1",role="free"} 1
                offramp_port_link_up{port="net_af_packet0"} 1.0
                offramp_poller_load_ratio{lcore="1"} 0.965
                offramp_poller_polls_total{lcore="1"} 10000.0
                offramp_poller_busy_polls_total{lcore="1"} 4000.0
                offramp_poller_packets_total{lcore="1"} 64000.0
                offramp_poller_busy_seconds_total{lcore="1"} 0.005
                offramp_poller_idle_seconds_total{lcore="1"} 0.007
                offramp_mempools 16.0
                offramp_mempools_free 15.0
                offramp_mempool_free_mbufs{port="net_af_packet0"} 8000.0
                offramp_heap_bytes 5.36870912E8""".split("\n"));
        assertThat(scrape())
                .containsPattern(
                        "offramp_build_info\\{dpdk=\"DPDK 22.11.11\",java=\"25.0.3\",.*version=\"[0-9].*\"} 1\n");
    }

    @Test
    void aScrapeAsksTheDataplaneOnce() {
        int before = fake().calls();
        scrape();
        assertThat(fake().calls()).isEqualTo(before + 1);
    }

    @Test
    void theSeriesOfAPairGoWithIt() {
        assertThat(scrape()).contains("pair=\"exc0\"");

        api.delete()
                .uri("/api/v1/pairs/exc0")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectBody(Void.class);

        assertThat(scrape()).doesNotContain("exc0").contains("offramp_dataplane_up 1.0");
    }

    @Test
    void aDataplaneThatDoesNotAnswerIsSaidToBeDown() {
        fake().failWith(FakeDataplane.refuse(DataplaneException.Code.DOWN, null, "The dataplane is closed."));

        assertThat(names(OUR_TYPE, scrape())).containsExactly("offramp_dataplane_up");
        assertThat(scrape().lines()).contains("offramp_dataplane_up 0.0");
    }

    @Test
    void processJvmAndHttpAreMeasuredByMicrometer() {
        scrape();
        assertThat(scrape())
                .contains("jvm_memory_used_bytes{", "process_cpu_usage ", "process_files_open_files ")
                .containsPattern("http_server_requests_seconds_count\\{.*uri=\"/actuator/prometheus\".*} ");
    }

    @Test
    void addressesAndMethodsThatSomebodyMadeUpGetNoSeries() {
        for (int i = 0; i < 20; i++) {
            api.get().uri("/made/up/{i}", i).exchange().expectBody(String.class).returnResult();
            anonymous
                    .get()
                    .uri("/made/up/{i}", i)
                    .exchange()
                    .expectBody(String.class)
                    .returnResult();
            api.get()
                    .uri("/api/v1/pairs/{i}", "made-up-" + i)
                    .exchange()
                    .expectBody(String.class)
                    .returnResult();
        }

        String scrape = scrape();
        assertThat(scrape).contains("uri=\"/api/v1/pairs/{name}\"").doesNotContain("made");
    }

    @Test
    void aViewersTokenIsEnoughAndNoneIsNot() {
        problem(anonymous.get().uri("/actuator/prometheus").exchange(), HttpStatus.UNAUTHORIZED, "unauthorized");

        String token = Objects.requireNonNull(post("/api/v1/tokens", "{\"name\": \"prometheus\", \"role\": \"VIEWER\"}")
                        .expectBody(NewToken.class)
                        .returnResult()
                        .getResponseBody())
                .token();
        anonymous
                .get()
                .uri("/actuator/prometheus")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("offramp_dataplane_up 1.0"));
        api.delete()
                .uri("/api/v1/tokens/prometheus")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectBody(Void.class);
    }

    private record NewToken(String token) {}

    @Test
    void theDocumentListsWhatIsScraped() throws IOException {
        String scrape = scrape();
        assertThat(names(OUR_HELP, scrape)).isEqualTo(names(OUR_TYPE, scrape));

        String document = Files.readString(Path.of("../docs/metrics.md"));
        assertThat(entries(OUR_TYPE, scrape)).isEqualTo(entries(DOCUMENTED, document));
    }

    @Test
    void theGrafanaDashboardAsksForWhatIsScraped() throws IOException {
        String dashboard = Files.readString(Path.of("../docker/grafana/dashboards/offramp.json"));
        assertThat(names(NAMED, dashboard)).hasSizeGreaterThan(10).isSubsetOf(names(OUR_TYPE, scrape()));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> entries(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MetricsApiTest::entry)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String entry(MatchResult match) {
        return match.group(1) + " " + match.group(2);
    }
}
