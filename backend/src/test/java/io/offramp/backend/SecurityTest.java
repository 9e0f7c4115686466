package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.http.client.HttpClient;

class SecurityTest extends ApiTest {
    private static final String BEARER = "Bearer realm=\"offramp\"";
    private static final String BASIC = "Basic realm=\"offramp\", charset=\"UTF-8\"";

    @Test
    void withoutATokenACallIsUnauthorized() {
        problem(anonymous.get().uri("/api/v1/host").exchange(), HttpStatus.UNAUTHORIZED, "unauthorized");
        anonymous
                .get()
                .uri("/api/v1/host")
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, BEARER)
                .expectBody(Void.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "bearer a-token-for-the-test",
                "Bearer a-token-for-the-testss",
                "Bearer a-token-for-the-tests a-token-for-the-tests"
            })
    void aWrongTokenIsUnauthorized(String authorization) {
        from("127.1.0.1")
                .get()
                .uri("/api/v1/host")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, BEARER + ", error=\"invalid_token\"")
                .expectBody(Void.class);
    }

    @Test
    void aPasswordOpensNoCall() {
        anonymous
                .get()
                .uri("/api/v1/host")
                .headers(headers -> headers.setBasicAuth("operator", TOKEN))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, BEARER)
                .expectBody(Void.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer   "})
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
    void theTokenInTheSettingsIsOneOfTheTokens() {
        api.get().uri("/api/v1/caller").exchange().expectBody().json("""
                        {"name": "offramp.security.operator-token", "role": "OPERATOR"}""");
        problem(
                api.delete()
                        .uri("/api/v1/tokens/offramp.security.operator-token")
                        .exchange(),
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                "name");
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
                "/swagger-ui/swagger-ui-bundle.js",
                "/swagger-ui/swagger-initializer.js"
            })
    void theDocumentationOpensWithTheTokenAsPassword(String path) {
        WebTestClient.ResponseSpec without = anonymous.get().uri(path).exchange();
        without.expectHeader()
                .values(
                        HttpHeaders.WWW_AUTHENTICATE,
                        challenges -> assertThat(challenges).containsExactly(BASIC, BEARER));
        problem(without, HttpStatus.UNAUTHORIZED, "unauthorized");

        anonymous
                .get()
                .uri(path)
                .headers(headers -> headers.setBasicAuth("anybody", TOKEN))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        api.get().uri(path).exchange().expectStatus().isOk().expectBody().returnResult();
    }

    @ParameterizedTest
    @CsvSource({
        "Basic YW55Ym9keTp3cm9uZw==, the wrong password",
        "Basic YS10b2tlbi1mb3ItdGhlLXRlc3Rz, the token without a user",
        "Basic !, no Base64",
        "Basic, nothing"
    })
    void aWrongPasswordOpensNothing(String authorization, String what) {
        from("127.1.0.2")
                .get()
                .uri("/swagger-ui/index.html")
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody(Void.class);
    }

    @Test
    void theShortAddressLeadsToThePage() {
        api.get()
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

    @Test
    void tooManyWrongTokensAreRefusedAndARightOneIsNot() {
        WebTestClient stranger = from("127.1.0.3");
        for (int i = 0; i < 10; i++) {
            problem(attempt(stranger, "wrong-" + i), HttpStatus.UNAUTHORIZED, "unauthorized");
        }

        WebTestClient.ResponseSpec refused = attempt(stranger, "wrong-again");
        refused.expectHeader()
                .value(
                        HttpHeaders.RETRY_AFTER,
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 6));
        problem(refused, HttpStatus.TOO_MANY_REQUESTS, "too-many-failed-sign-ins");
        attempt(stranger, TOKEN).expectStatus().isOk().expectBody(Void.class);
        problem(attempt(from("127.1.0.4"), "wrong"), HttpStatus.UNAUTHORIZED, "unauthorized");
    }

    @Test
    void theSourceIsNotWhatTheRequestSays() {
        WebTestClient stranger = from("127.1.0.5");
        for (int i = 0; i < 11; i++) {
            stranger.get()
                    .uri("/api/v1/host")
                    .header(HttpHeaders.AUTHORIZATION, "Bearer wrong")
                    .header("X-Forwarded-For", "198.51.100." + i)
                    .header("Forwarded", "for=198.51.100." + i)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(i < 10 ? HttpStatus.UNAUTHORIZED : HttpStatus.TOO_MANY_REQUESTS)
                    .expectBody(Void.class);
        }
    }

    private static WebTestClient.ResponseSpec attempt(WebTestClient client, String token) {
        return client.get()
                .uri("/api/v1/host")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    /** A client at another address of the loopback network, so that what it fails at is not counted against the others. */
    private WebTestClient from(String address) {
        return WebTestClient.bindToServer(new ReactorClientHttpConnector(
                        HttpClient.create().bindAddress(() -> new InetSocketAddress(address, 0))))
                .baseUrl("http://127.0.0.1:" + serverPort)
                .responseTimeout(Duration.ofSeconds(10))
                .build();
    }
}
