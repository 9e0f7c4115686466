package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** {@code PUT /pairs/{name}}: create or change, the plan beforehand, and no lost update. */
class PairPutApiTest extends ApiTest {
    private static final String PAIR = """
            {"name": "exc0", "port": "net_af_packet0", "tap": {"mtu": 1400}}""";

    private WebTestClient.ResponseSpec put(String uri, String body, String... header) {
        WebTestClient.RequestBodySpec request = api.put().uri(uri).contentType(MediaType.APPLICATION_JSON);
        for (int i = 0; i < header.length; i += 2) {
            request.header(header[i], header[i + 1]);
        }
        return request.bodyValue(body).exchange();
    }

    private String etag(WebTestClient.ResponseSpec response) {
        return String.valueOf(
                response.expectBody().returnResult().getResponseHeaders().getETag());
    }

    @Test
    void itCreatesThenChangesThenHasNothingToDo() {
        put("/api/v1/pairs/exc0", PAIR)
                .expectStatus()
                .isCreated()
                .expectHeader()
                .location("/api/v1/pairs/exc0")
                .expectHeader()
                .exists(HttpHeaders.ETAG)
                .expectBody()
                .jsonPath("$.plan.action")
                .isEqualTo("CREATE")
                .jsonPath("$.pair.spec.tap.mtu")
                .isEqualTo(1400);

        String larger = PAIR.replace("1400", "1500");
        put("/api/v1/pairs/exc0", larger)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.plan.action")
                .isEqualTo("CHANGE")
                .jsonPath("$.pair.spec.tap.mtu")
                .isEqualTo(1500);
        put("/api/v1/pairs/exc0", larger)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.plan.action")
                .isEqualTo("NOTHING");
    }

    @Test
    void aDryRunAnswersThePlanAndChangesNothing() {
        put("/api/v1/pairs/exc0?dryRun=true", PAIR)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.plan.action")
                .isEqualTo("CREATE")
                .jsonPath("$.plan.operations[0]")
                .isEqualTo("make the tap")
                .jsonPath("$.pair")
                .isEmpty();

        api.get().uri("/api/v1/pairs/exc0").exchange().expectStatus().isNotFound();
    }

    @Test
    void anUpdateOfWhatSomebodyElseHasChangedIsRefused() {
        String seen = etag(put("/api/v1/pairs/exc0", PAIR));
        String now = etag(put("/api/v1/pairs/exc0", PAIR.replace("1400", "1500"), HttpHeaders.IF_MATCH, seen));

        assertThat(now).isNotEqualTo(seen);
        problem(
                put("/api/v1/pairs/exc0", PAIR.replace("1400", "9000"), HttpHeaders.IF_MATCH, seen),
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed");
        problem(
                api.delete()
                        .uri("/api/v1/pairs/exc0")
                        .header(HttpHeaders.IF_MATCH, seen)
                        .exchange(),
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed");
        api.get().uri("/api/v1/pairs/exc0").exchange().expectHeader().valueEquals(HttpHeaders.ETAG, now);
        api.delete()
                .uri("/api/v1/pairs/exc0")
                .header(HttpHeaders.IF_MATCH, "\"0000000000000000\", " + now)
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void starsDemandThatThereIsAPairOrThatThereIsNone() {
        problem(
                put("/api/v1/pairs/exc0", PAIR, HttpHeaders.IF_MATCH, "*"),
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed");
        put("/api/v1/pairs/exc0", PAIR, HttpHeaders.IF_NONE_MATCH, "*")
                .expectStatus()
                .isCreated();
        problem(
                put("/api/v1/pairs/exc0", PAIR, HttpHeaders.IF_NONE_MATCH, "*"),
                HttpStatus.PRECONDITION_FAILED,
                "precondition-failed");
        put("/api/v1/pairs/exc0", PAIR, HttpHeaders.IF_MATCH, "*")
                .expectStatus()
                .isOk();
    }

    /** The status changes while the spec, and so the tag, does not: a cache must not be told that nothing has. */
    @Test
    void aKnownTagIsNoReasonToAnswerWithoutABody() {
        String etag = etag(put("/api/v1/pairs/exc0", PAIR));

        api.get()
                .uri("/api/v1/pairs/exc0")
                .header(HttpHeaders.IF_NONE_MATCH, etag)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status.state")
                .isEqualTo("FORWARDING");
    }

    @Test
    void aPairIsNotRenamed() {
        problem(put("/api/v1/pairs/exc1", PAIR), HttpStatus.BAD_REQUEST, "invalid-value", "name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "2", "%00"})
    void aDryRunIsTrueOrFalse(String dryRun) {
        problem(put("/api/v1/pairs/exc0?dryRun=" + dryRun, PAIR), HttpStatus.BAD_REQUEST, "invalid-value", "dryRun");
    }
}
