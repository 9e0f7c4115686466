package io.offramp.backend;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Whatever goes wrong, the answer is a problem. */
class ErrorFormatTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"name\": }", "not json", "{\"name\":\"a\",\"name\":\"b\"}"})
    void aBodyThatIsNoJson(String body) {
        problem(postPair(body), HttpStatus.BAD_REQUEST, body.isEmpty() ? "missing-body" : "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1, 2", "{\"name\": \"a\", \"port\": \"p\"} {}", "7", "\"exc0\"", "true"})
    void aBodyThatIsNoObject(String body) {
        problem(postPair(body), HttpStatus.BAD_REQUEST, "invalid-value", "body");
    }

    @Test
    void aBodyThatIsNull() {
        problem(postPair("null"), HttpStatus.BAD_REQUEST, "missing-body");
    }

    @Test
    void aBodyThatIsNotUtf8() {
        problem(
                api.post()
                        .uri("/api/v1/pairs")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'})
                        .exchange(),
                HttpStatus.BAD_REQUEST,
                "malformed-json");
    }

    @Test
    void aBodyThatIsTooLarge() {
        problem(
                postPair("{\"name\": \"" + "a".repeat(300_000) + "\"}"),
                HttpStatus.CONTENT_TOO_LARGE,
                "content-too-large");
    }

    @Test
    void aBodyOfAnotherType() {
        problem(
                api.post()
                        .uri("/api/v1/pairs")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("{}")
                        .exchange(),
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type");
    }

    @Test
    void aBodyOfNoType() {
        problem(
                api.post().uri("/api/v1/pairs").exchange(),
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type");
    }

    @Test
    void anAcceptHeaderThatCannotBeMet() {
        problem(
                api.get().uri("/api/v1/host").accept(MediaType.TEXT_HTML).exchange(),
                HttpStatus.NOT_ACCEPTABLE,
                "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api/v1", "/api/v1/nothing", "/api/v1/pairs/exc0/tap", "/api/v2/pairs", "/actuator/env"})
    void anAddressWithNothingThere(String path) {
        problem(api.get().uri(path).exchange(), HttpStatus.NOT_FOUND, "not-found");
    }

    @Test
    void aMethodThatIsNotOffered() {
        problem(api.put().uri("/api/v1/pairs").exchange(), HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed");
        api.put().uri("/api/v1/pairs").exchange().expectHeader().exists("Allow").expectBody(Void.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/pairs/a%2Fb", "/api/v1//pairs", "/api/v1/pairs/a;b=c", "/api/v1/pairs/..%2f..%2fx"})
    void anAddressThatTheFirewallRefuses(String path) {
        problem(
                api.get()
                        .uri(URI.create("http://127.0.0.1:" + serverPort + path))
                        .exchange(),
                HttpStatus.BAD_REQUEST,
                "malformed-request");
    }

    @Test
    void aFailureThatNobodyForesaw() {
        fake().failWith(new IllegalStateException("a secret of the implementation"));

        problem(api.get().uri("/api/v1/pairs").exchange(), HttpStatus.INTERNAL_SERVER_ERROR, "internal-error")
                .jsonPath("$.detail")
                .isEqualTo("The service failed in a way that it should not.");
    }
}
