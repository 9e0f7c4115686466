package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;

class TokenApiTest extends ApiTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<List<Map<String, Object>>> OBJECTS =
            new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENT =
            new ParameterizedTypeReference<>() {};

    @AfterEach
    void deleteAll() {
        list().stream()
                .map(token -> token.get("name"))
                .filter(name -> !name.equals("offramp.security.operator-token"))
                .forEach(name -> api.delete()
                        .uri("/api/v1/tokens/{name}", name)
                        .exchange()
                        .expectStatus()
                        .isNoContent()
                        .expectBody(Void.class));
    }

    @Test
    void aTokenIsMadeShownOnceAndCounts() {
        Map<String, Object> made = make("alice", "OPERATOR");

        assertThat(made).containsOnlyKeys("name", "role", "createdAt", "expiresAt", "token");
        assertThat(String.valueOf(made.get("token"))).matches("[A-Za-z0-9_-]{43}");
        assertThat(list())
                .allSatisfy(token ->
                        assertThat(token).containsOnlyKeys("name", "role", "createdAt", "lastUsedAt", "expiresAt"));
        with(made)
                .get()
                .uri("/api/v1/caller")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"name\": \"alice\", \"role\": \"OPERATOR\"}", JsonCompareMode.STRICT);
    }

    @Test
    void tokensAreRotatedWithoutARestart() {
        Map<String, Object> old = make("alice", "OPERATOR");
        WebTestClient alice = with(old);

        Map<String, Object> fresh = make(alice, "alice-2", "OPERATOR");
        with(fresh)
                .delete()
                .uri("/api/v1/tokens/alice")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();

        problem(alice.get().uri("/api/v1/host").exchange(), HttpStatus.UNAUTHORIZED, "unauthorized");
        with(fresh).get().uri("/api/v1/host").exchange().expectStatus().isOk().expectBody(Void.class);
    }

    @Test
    void theListTellsWhoUsedATokenLast() {
        Map<String, Object> made = make("alice", "VIEWER");
        assertThat(listed("alice")).containsEntry("lastUsedAt", null);

        with(made).get().uri("/api/v1/host").exchange().expectStatus().isOk().expectBody(Void.class);

        assertThat(String.valueOf(listed("alice").get("lastUsedAt"))).matches("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/tokens",
        "POST, /api/v1/tokens",
        "DELETE, /api/v1/tokens/bob",
        "POST, /api/v1/ports",
        "DELETE, /api/v1/ports/net_af_packet0",
        "POST, /api/v1/pairs",
        "PUT, /api/v1/pairs/exc0",
        "DELETE, /api/v1/pairs/exc0",
        "PATCH, /api/v1/taps/exc0",
        "POST, /api/v1/nothing"
    })
    void aViewerIsForbiddenWhateverChangesSomething(String method, String path) {
        WebTestClient bob = with(make("bob", "VIEWER"));

        problem(
                bob.method(HttpMethod.valueOf(method))
                        .uri(path)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange(),
                HttpStatus.FORBIDDEN,
                "forbidden");
        api.get()
                .uri("/api/v1/ports")
                .exchange()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/caller",
                "/api/v1/host",
                "/api/v1/preflight",
                "/api/v1/ports",
                "/api/v1/ports/net_af_packet0",
                "/api/v1/pairs",
                "/api/v1/pairs/exc0",
                "/api/v1/pairs/exc0/ledger",
                "/api/v1/taps",
                "/api/v1/counters",
                "/api/v1/pollers",
                "/v3/api-docs.yaml",
                "/swagger-ui/index.html"
            })
    void aViewerReadsTheRest(String path) {
        postPair("{\"name\": \"exc0\", \"port\": \"net_af_packet0\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.spec")
                .exists();

        with(make("bob", "VIEWER"))
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Void.class);
    }

    @Test
    void anExpiredTokenCountsNoLonger() {
        Instant expiry = Instant.now().plusMillis(1500);
        WebTestClient alice = with(Objects.requireNonNull(post("/api/v1/tokens", """
                        {"name": "alice", "role": "VIEWER", "expiresAt": "%s"}""".formatted(expiry))
                .expectStatus()
                .isCreated()
                .expectBody(OBJECT)
                .returnResult()
                .getResponseBody()));
        alice.get().uri("/api/v1/host").exchange().expectStatus().isOk().expectBody(Void.class);

        Awaitility.await("the token to expire")
                .atMost(WAIT)
                .until(() -> alice.get()
                                .uri("/api/v1/host")
                                .exchange()
                                .expectBody(String.class)
                                .returnResult()
                                .getStatus()
                        == HttpStatus.UNAUTHORIZED);
        assertThat(Instant.now()).isAfterOrEqualTo(expiry);
    }

    @Test
    void aStreamEndsWithItsToken() {
        WebTestClient alice = with(make("alice", "VIEWER"));

        StepVerifier.create(alice.get()
                        .uri("/api/v1/counters/stream?interval=PT1M")
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .returnResult(EVENT)
                        .getResponseBody())
                .expectNextCount(1)
                .then(() -> api.delete()
                        .uri("/api/v1/tokens/alice")
                        .exchange()
                        .expectStatus()
                        .isNoContent()
                        .expectBody(Void.class))
                .expectComplete()
                .verify(WAIT);
    }

    @Test
    void thereAreNoTwoOfAName() {
        make("alice", "VIEWER");

        problem(post("/api/v1/tokens", """
                {"name": "alice", "role": "OPERATOR"}"""), HttpStatus.CONFLICT, "token-exists", "name");
    }

    @Test
    void whatIsNotThereIsNotDeleted() {
        problem(api.delete().uri("/api/v1/tokens/nobody").exchange(), HttpStatus.NOT_FOUND, "token-not-found", "name");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name      | {"role": "VIEWER"}
            name      | {"name": null, "role": "VIEWER"}
            name      | {"name": "", "role": "VIEWER"}
            name      | {"name": "0a", "role": "VIEWER"}
            name      | {"name": "a.b", "role": "VIEWER"}
            name      | {"name": "../a", "role": "VIEWER"}
            name      | {"name": "a name of blanks", "role": "VIEWER"}
            name      | {"name": "a-name-that-has-33-characters-xxx", "role": "VIEWER"}
            name      | {"name": 1, "role": "VIEWER"}
            role      | {"name": "a"}
            role      | {"name": "a", "role": null}
            role      | {"name": "a", "role": "viewer"}
            role      | {"name": "a", "role": "ROOT"}
            role      | {"name": "a", "role": 1}
            expiresAt | {"name": "a", "role": "VIEWER", "expiresAt": "2020-01-01T00:00:00Z"}
            expiresAt | {"name": "a", "role": "VIEWER", "expiresAt": "tomorrow"}
            expiresAt | {"name": "a", "role": "VIEWER", "expiresAt": "2099-13-01T00:00:00Z"}
            expiresAt | {"name": "a", "role": "VIEWER", "expiresAt": 4102444800}
            expiresAt | {"name": "a", "role": "VIEWER", "expiresAt": 1e999999999}
            expiresAt | {"name": "a", "role": "VIEWER", "expiresAt": {}}
            expiresAt | {"name": "a", "role": "VIEWER", "expiresAt": "+10000-01-01T00:00:00Z"}
            expiresAt | {"name": "a", "role": "VIEWER", "expiresAt": "2099-01-01"}
            """)
    void aMalformedFieldIsNamed(String field, String json) {
        problem(post("/api/v1/tokens", json), HttpStatus.BAD_REQUEST, "invalid-value", field);
        assertThat(list()).hasSize(1);
    }

    @Test
    void anUnknownFieldIsNamed() {
        problem(post("/api/v1/tokens", """
                {"name": "a", "role": "VIEWER", "token": "mine"}"""), HttpStatus.BAD_REQUEST, "unknown-field", "token");
    }

    private Map<String, Object> make(String name, String role) {
        return make(api, name, role);
    }

    private static Map<String, Object> make(WebTestClient client, String name, String role) {
        return Objects.requireNonNull(client.post()
                .uri("/api/v1/tokens")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"name": "%s", "role": "%s"}""".formatted(name, role))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(OBJECT)
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient with(Map<String, Object> made) {
        return anonymous
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + made.get("token"))
                .build();
    }

    private List<Map<String, Object>> list() {
        return Objects.requireNonNull(api.get()
                .uri("/api/v1/tokens")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(OBJECTS)
                .returnResult()
                .getResponseBody());
    }

    private Map<String, Object> listed(String name) {
        return list().stream()
                .filter(token -> name.equals(token.get("name")))
                .findFirst()
                .orElseThrow();
    }
}
