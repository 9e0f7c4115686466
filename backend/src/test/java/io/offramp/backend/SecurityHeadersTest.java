package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.FluxExchangeResult;

class SecurityHeadersTest extends ApiTest {
    private static final String NO_CONTENT =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @ParameterizedTest
    @CsvSource({
        "200, GET, /api/v1/pairs",
        "200, GET, /actuator/health",
        "400, GET, /api/v1/pairs/a.b",
        "400, GET, /api/v1//pairs",
        "404, GET, /api/v1/nothing",
        "405, PUT, /api/v1/pairs"
    })
    void everyAnswerHasThem(int status, String method, String path) {
        HttpHeaders headers = headers(status, method, path);

        assertThat(headers.getFirst("Content-Security-Policy")).isEqualTo(NO_CONTENT);
        assertCommon(headers);
        assertThat(headers.getCacheControl()).contains("no-store");
    }

    @Test
    void soDoesOneToNobody() {
        HttpHeaders headers = anonymous
                .get()
                .uri("/api/v1/pairs")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody(Void.class)
                .returnResult()
                .getResponseHeaders();

        assertThat(headers.getFirst("Content-Security-Policy")).isEqualTo(NO_CONTENT);
        assertCommon(headers);
    }

    @Test
    void soDoesAStream() {
        FluxExchangeResult<String> stream =
                api.get().uri("/api/v1/counters/stream").exchange().returnResult(String.class);
        assertThat(stream.getResponseBody().take(1).collectList().block(Duration.ofSeconds(10)))
                .hasSize(1);

        assertThat(stream.getResponseHeaders().getFirst("Content-Security-Policy"))
                .isEqualTo(NO_CONTENT);
        assertCommon(stream.getResponseHeaders());
    }

    @ParameterizedTest
    @CsvSource({"/swagger-ui/index.html", "/swagger-ui/swagger-initializer.js", "/v3/api-docs"})
    void swaggerUiMayRunItsOwnScriptsOnly(String path) {
        HttpHeaders headers = headers(200, "GET", path);

        assertThat(headers.getFirst("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'; ")
                .contains("frame-ancestors 'none'");
        assertCommon(headers);
    }

    /** A browser that heard it once would refuse the dashboard on another port, which has no TLS either. */
    @Test
    void withoutTlsNoneIsDemanded() {
        assertThat(headers(200, "GET", "/api/v1/pairs").containsHeader("Strict-Transport-Security"))
                .isFalse();
    }

    private static void assertCommon(HttpHeaders headers) {
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(headers.getFirst("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(headers.containsHeader("Server")).isFalse();
    }

    private HttpHeaders headers(int status, String method, String path) {
        return api.method(HttpMethod.valueOf(method))
                .uri(URI.create("http://127.0.0.1:" + serverPort + path))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(byte[].class)
                .returnResult()
                .getResponseHeaders();
    }
}
