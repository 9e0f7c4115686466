package io.offramp.backend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.test.json.JsonCompareMode;

class SecurityTest extends ApiTest {
    private static final String CHALLENGE = "Bearer realm=\"offramp\"";

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/host",
        "GET, /api/v1/ports",
        "GET, /api/v1/ports/net_af_packet0",
        "POST, /api/v1/ports",
        "DELETE, /api/v1/ports/net_af_packet0",
        "GET, /api/v1/pairs",
        "GET, /api/v1/pairs/exc0",
        "POST, /api/v1/pairs",
        "DELETE, /api/v1/pairs/exc0",
        "GET, /api/v1/taps",
        "GET, /api/v1/taps/exc0",
        "PATCH, /api/v1/taps/exc0",
        "GET, /api/v1/counters",
        "GET, /api/v1/counters/stream",
        "GET, /api/v1/pollers",
        "GET, /api/v1/nothing",
        "GET, /",
        "GET, /actuator",
        "GET, /actuator/health/dataplane",
        "POST, /actuator/health",
        "GET, /actuator/env",
        "POST, /v3/api-docs"
    })
    void withoutATokenEveryCallIsUnauthorized(String method, String path) {
        problem(
                anonymous.method(HttpMethod.valueOf(method)).uri(path).exchange(),
                HttpStatus.UNAUTHORIZED,
                "unauthorized");
        anonymous
                .method(HttpMethod.valueOf(method))
                .uri(path)
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .expectBody(Void.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "bearer a-token-for-the-test", "Bearer a-token-for-the-testss"})
    void aWrongTokenIsUnauthorized(String authorization) {
        anonymous
                .get()
                .uri("/api/v1/host")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"")
                .expectBody(Void.class);
    }

    @Test
    void anotherSchemeIsUnauthorized() {
        anonymous
                .get()
                .uri("/api/v1/host")
                .headers(headers -> headers.setBasicAuth("operator", TOKEN))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody(Void.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
    void theOperatorsTokenIsAccepted(String scheme) {
        anonymous
                .get()
                .uri("/api/v1/host")
                .header(HttpHeaders.AUTHORIZATION, scheme + TOKEN)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Void.class);
    }

    @Test
    void healthNeedsNoTokenAndTellsNoDetails() {
        anonymous
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"status\": \"UP\"}", JsonCompareMode.STRICT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui/index.html",
                "/swagger-ui/swagger-ui-bundle.js"
            })
    void theDocumentAndItsPageNeedNoToken(String path) {
        anonymous.get().uri(path).exchange().expectStatus().isOk().expectBody(Void.class);
    }

    @Test
    void theShortAddressLeadsToThePage() {
        anonymous
                .get()
                .uri("/swagger-ui.html")
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .valueMatches(HttpHeaders.LOCATION, ".*/swagger-ui/index.html")
                .expectBody(Void.class);
    }

    @Test
    void noSessionIsMade() {
        api.get()
                .uri("/api/v1/host")
                .exchange()
                .expectHeader()
                .doesNotExist(HttpHeaders.SET_COOKIE)
                .expectBody(Void.class);
    }
}
