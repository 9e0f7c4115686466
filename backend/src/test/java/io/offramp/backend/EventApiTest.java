package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.offramp.backend.event.EventLog;
import io.offramp.backend.event.LoggedEvent;
import io.offramp.dataplane.DataplaneException;
import io.offramp.dataplane.Event;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;

class EventApiTest extends ApiTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PAIR = "{\"name\": \"exc0\", \"port\": \"net_af_packet0\"}";

    @Autowired
    @SuppressWarnings("NullAway.Init") // by Spring
    EventLog log;

    private long before;

    @BeforeEach
    void remember() {
        long last;
        do {
            last = log.lastId();
            noteMarker();
            long wanted = last;
            await().atMost(SOON).until(() -> log.lastId() > wanted);
        } while (!log.latest(1).getFirst().type().equals("test.marker"));
        before = log.lastId();
    }

    private void noteMarker() {
        log.record(new Event(Instant.EPOCH, Event.Severity.INFO, Event.Author.SERVICE, "test.marker", null, "begins"));
    }

    /** Whatever was told before this call. */
    private List<LoggedEvent> events() {
        noteMarker();
        await().atMost(SOON)
                .until(() -> log.after(before, 1000).stream()
                        .anyMatch(event -> event.type().equals("test.marker")));
        return log.after(before, 1000).stream()
                .filter(event -> !event.type().equals("test.marker"))
                .toList();
    }

    private List<Tuple> told() {
        return events().stream()
                .map(event -> tuple(event.type(), event.subject(), event.author(), event.origin(), event.message()))
                .toList();
    }

    private WebTestClient.ResponseSpec send(HttpMethod method, String path, String json) {
        return api.method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    private static Tuple by(String author, String type, String subject, String message) {
        return tuple(type, subject, author, "127.0.0.1", message);
    }

    private String makeToken(String name, String role) {
        Map<String, Object> made = post("/api/v1/tokens", "{\"name\": \"%s\", \"role\": \"%s\"}".formatted(name, role))
                .expectStatus()
                .isCreated()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
        return String.valueOf(Objects.requireNonNull(made).get("token"));
    }

    @Test
    void everyChangeIsToldOnceWithItsAuthor() {
        String secret = makeToken("alice", "OPERATOR");
        WebTestClient operator = api;
        api = anonymous
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + secret)
                .build();
        postPair(PAIR).expectStatus().isCreated();
        send(HttpMethod.PUT, "/api/v1/pairs/exc0", "{\"name\": \"exc0\", \"port\": \"net_af_packet0\"}")
                .expectStatus()
                .isOk();
        send(
                        HttpMethod.PUT,
                        "/api/v1/pairs/exc0?dryRun=true",
                        "{\"name\": \"exc0\", \"port\": \"net_af_packet0\", \"tap\": {\"mtu\": 1300}}")
                .expectStatus()
                .isOk();
        send(
                        HttpMethod.PUT,
                        "/api/v1/pairs/exc0",
                        "{\"name\": \"exc0\", \"port\": \"net_af_packet0\", \"tap\": {\"mtu\": 1400}}")
                .expectStatus()
                .isOk();
        send(HttpMethod.PUT, "/api/v1/pairs/exc1", "{\"name\": \"exc1\", \"port\": \"net_af_packet1\"}")
                .expectStatus()
                .isCreated();
        send(
                        HttpMethod.PATCH,
                        "/api/v1/taps/exc0",
                        "{\"mtu\": 1500, \"up\": false, \"addresses\": [\"198.51.100.1/24\"]}")
                .expectStatus()
                .isOk();
        send(HttpMethod.PATCH, "/api/v1/taps/exc0", "{\"mtu\": 1500}")
                .expectStatus()
                .isOk();
        api.delete().uri("/api/v1/pairs/exc0").exchange().expectStatus().isNoContent();
        post("/api/v1/ports", "{\"devargs\": \"net_null7,no-rx=1\"}")
                .expectStatus()
                .isCreated();
        api.delete().uri("/api/v1/ports/net_null7").exchange().expectStatus().isNoContent();
        operator.delete().uri("/api/v1/tokens/alice").exchange().expectStatus().isNoContent();

        String configured = "offramp.security.operator-token";
        assertThat(told())
                .containsExactly(
                        by(configured, "token.created", "alice", "OPERATOR, does not expire"),
                        by(
                                "alice",
                                "pair.created",
                                "exc0",
                                "port net_af_packet0, tap exc0, backend AUTO, 1 queue of 1024 descriptors"),
                        by("alice", "pair.changed", "exc0", "change the tap"),
                        by(
                                "alice",
                                "pair.created",
                                "exc1",
                                "port net_af_packet1, tap exc1, backend AUTO, 1 queue of 1024 descriptors"),
                        by(
                                "alice",
                                "tap.changed",
                                "exc0",
                                "MTU from 1400 to 1500, admin state from up to down, address 198.51.100.1/24 added"),
                        by("alice", "pair.deleted", "exc0", "stopped forwarding, removed what it ended in"),
                        by("alice", "port.plugged", "net_null7", "plugged with net_null7,no-rx=1"),
                        by("alice", "port.unplugged", "net_null7", "the port is gone"),
                        by(configured, "token.deleted", "alice", "it counts no longer"));
        assertThat(log.latest(1000).toString()).doesNotContain(secret);
    }

    @Test
    void whatIsRefusedOrFailsIsNotTold() {
        postPair("{\"name\": \"exc0\", \"port\": \"net_null9\"}").expectStatus().isNotFound();
        postPair("{}").expectStatus().isBadRequest();
        api.delete().uri("/api/v1/pairs/exc9").exchange().expectStatus().isNotFound();
        api.delete().uri("/api/v1/ports/net_null9").exchange().expectStatus().isNotFound();
        api.delete().uri("/api/v1/tokens/nobody").exchange().expectStatus().isNotFound();
        post("/api/v1/ports", "{\"devargs\": \"net_af_packet0\"}")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT);
        fake().failWith(new DataplaneException(DataplaneException.Code.BUSY, null, "It is busy.", "Wait."));
        postPair(PAIR).expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        fake().failWith(null);

        assertThat(events()).isEmpty();
    }

    @Test
    void limitedSignInsAreToldOnce() {
        // From another address of the loopback network, so that it is not counted against other tests.
        WebTestClient stranger = WebTestClient.bindToServer(new ReactorClientHttpConnector(
                        HttpClient.create().bindAddress(() -> new InetSocketAddress("127.1.0.6", 0))))
                .baseUrl("http://127.0.0.1:" + serverPort)
                .responseTimeout(SOON)
                .build();
        for (int i = 0; i < 30; i++) {
            stranger.get()
                    .uri("/api/v1/pairs")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer wrong-" + i)
                    .exchange()
                    .expectStatus()
                    .is4xxClientError()
                    .expectBody(String.class);
        }

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("sign-in.limited");
            assertThat(event.author()).isEqualTo("service");
            assertThat(event.origin()).isEqualTo("127.1.0.6");
            assertThat(event.severity()).isEqualTo(Event.Severity.WARNING);
        });
    }

    @Test
    void theEventsAreRead() {
        postPair(PAIR).expectStatus().isCreated();
        api.delete().uri("/api/v1/pairs/exc0").exchange().expectStatus().isNoContent();
        events();

        api.get()
                .uri("/api/v1/events?after=%d&limit=2".formatted(before))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(2)
                .jsonPath("$[0].id")
                .isEqualTo((int) before + 1)
                .jsonPath("$[0].type")
                .isEqualTo("pair.created")
                .jsonPath("$[0].severity")
                .isEqualTo("INFO")
                .jsonPath("$[0].origin")
                .isEqualTo("127.0.0.1")
                .jsonPath("$[0].time")
                .value(
                        String.class,
                        time -> assertThat(Instant.parse(time))
                                .isBetween(Instant.now().minusSeconds(60), Instant.now()))
                .jsonPath("$[1].type")
                .isEqualTo("pair.deleted");
        api.get()
                .uri("/api/v1/events?limit=1")
                .exchange()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].type")
                .isEqualTo("test.marker")
                .jsonPath("$[0].origin")
                .isEqualTo(null);
        api.get()
                .uri("/api/v1/events?after=%d".formatted(999_999_999_999_999_999L))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(0);
    }

    @Test
    void aViewerMayRead() {
        String secret = makeToken("watcher", "VIEWER");
        anonymous
                .get()
                .uri("/api/v1/events")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + secret)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$")
                .isArray();
        assertThat(stream(secret, before).blockFirst(SOON)).isNotNull();
        api.delete().uri("/api/v1/tokens/watcher").exchange().expectStatus().isNoContent();
    }

    private Flux<ServerSentEvent<Map<String, Object>>> stream(String token, long lastEventId) {
        return WebClient.create("http://127.0.0.1:" + serverPort)
                .get()
                .uri("/api/v1/events/stream")
                .headers(headers -> headers.setBearerAuth(token))
                .header("Last-Event-ID", Long.toString(lastEventId))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<>() {});
    }

    @Test
    void aStreamBeginsWithWhatWasMissedAndGoesOn() throws Exception {
        postPair(PAIR).expectStatus().isCreated();
        events();
        CompletableFuture<@Nullable List<ServerSentEvent<Map<String, Object>>>> seen =
                stream(TOKEN, before).take(4).collectList().toFuture();
        CompletableFuture<@Nullable ServerSentEvent<Map<String, Object>>> first =
                stream(TOKEN, before).next().toFuture();
        assertThat(first).succeedsWithin(SOON);
        api.delete().uri("/api/v1/pairs/exc0").exchange().expectStatus().isNoContent();
        noteMarker();

        assertThat(seen).succeedsWithin(SOON);
        assertThat(seen.get()).extracting(ServerSentEvent::event).containsOnly("event");
        assertThat(seen.get())
                .extracting(ServerSentEvent::id)
                .containsExactly(
                        Long.toString(before + 1),
                        Long.toString(before + 2),
                        Long.toString(before + 3),
                        Long.toString(before + 4));
        assertThat(seen.get())
                .extracting(event -> Objects.requireNonNull(event.data()).get("type"))
                .containsExactly("pair.created", "test.marker", "pair.deleted", "test.marker");
    }
}
