package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.DataplaneException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;

class CountersApiTest extends ApiTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENT =
            new ParameterizedTypeReference<>() {};

    @BeforeEach
    void createAPair() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody(Void.class);
    }

    @Test
    void aSnapshotHoldsTheLedgerOfEachPair() {
        api.get()
                .uri("/api/v1/counters")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.time")
                .value((String time) -> assertThat(time).matches("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z"))
                .jsonPath("$.pairs")
                .value((List<Object> pairs) -> assertThat(pairs).hasSize(1))
                .json("""
                        {"pairs": [{"name": "exc0",
                          "toKernel": {"rxPackets": 3, "rxBytes": 180, "txPackets": 2, "txBytes": 120, "filtered": 0,
                                       "policed": 0, "ringFull": 1},
                          "fromKernel": {"rxPackets": 1, "rxBytes": 60, "txPackets": 1, "txBytes": 60, "ringFull": 0},
                          "tap": {"rxPackets": 2, "rxBytes": 120, "rxDropped": 0, "txPackets": 1, "txBytes": 60,
                                  "txDropped": 0}}]}""");
    }

    @Test
    void theStreamSendsNamedEventsWithIncreasingIds() {
        List<ServerSentEvent<Map<String, Object>>> events =
                Objects.requireNonNull(stream("PT0.1S").take(3).collectList().block(WAIT));

        assertThat(events).extracting(ServerSentEvent::event).containsOnly("counters");
        assertThat(events.stream().map(event -> Long.valueOf(String.valueOf(event.id()))))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(events).allSatisfy(event -> assertThat(event.data()).containsKeys("time", "pairs"));
    }

    @Test
    void everybodyWatchesTheSamePoll() {
        List<Flux<ServerSentEvent<Map<String, Object>>>> clients =
                Stream.generate(() -> stream("PT0.2S").take(5)).limit(10).toList();

        List<ServerSentEvent<Map<String, Object>>> events =
                Objects.requireNonNull(Flux.merge(clients).collectList().block(WAIT));

        assertThat(events).hasSize(50);
        // Each for itself would have cost 50; those who come late on a busy machine may cost a few of their own.
        assertThat(fake().counterPolls()).isBetween(5, 25);
    }

    @Test
    void aStreamFromADataplaneThatIsDownIsRefused() {
        fake().failWith(FakeDataplane.refuse(DataplaneException.Code.DOWN, null, "The dataplane is closed."));

        problem(api.get().uri("/api/v1/counters/stream").exchange(), HttpStatus.SERVICE_UNAVAILABLE, "down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.099S", "PT0S", "-PT1S", "PT60.001S", "P1D", "often", "1 2"})
    void anIntervalOutOfBoundsIsABadRequest(String interval) {
        problem(
                api.get()
                        .uri("/api/v1/counters/stream?interval={interval}", interval)
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchange(),
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                "interval");
    }

    private Flux<ServerSentEvent<Map<String, Object>>> stream(String interval) {
        return api.get()
                .uri("/api/v1/counters/stream?interval={interval}", interval)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(EVENT)
                .getResponseBody();
    }
}
