package io.offramp.backend;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class TapApiTest extends ApiTest {

    @BeforeEach
    void createAPair() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0", "tap": {"addresses": ["192.0.2.1/24"]}}""").expectStatus().isCreated().expectBody(Void.class);
    }

    @Test
    void theTapsOfThePairsAreListed() {
        api.get()
                .uri("/api/v1/taps")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].pair")
                .isEqualTo("exc0");
    }

    @Test
    void aTapIsReadWithItsCounters() {
        api.get()
                .uri("/api/v1/taps/exc0")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"name": "exc0", "pair": "exc0", "ifindex": 7, "mac": "02:00:00:00:00:01", "mtu": 1500, "up": true,
                         "carrier": true, "operState": "UNKNOWN", "addresses": ["192.0.2.1/24"],
                         "counters": {"rxPackets": 0, "rxBytes": 0, "rxDropped": 0, "txPackets": 0, "txBytes": 0,
                                      "txDropped": 0}}""");
    }

    @Test
    void onlyWhatIsNamedChanges() {
        patch("""
                {"up": false, "mtu": 9000}""").expectStatus().isOk().expectBody().json("""
                        {"up": false, "mtu": 9000, "addresses": ["192.0.2.1/24"]}""");
        patch("""
                {"mtu": null, "addresses": ["2001:db8::1/64"]}""").expectStatus().isOk().expectBody().json("""
                        {"up": false, "mtu": 9000, "addresses": ["2001:db8::1/64"]}""");
        patch("""
                {"addresses": []}""").expectStatus().isOk().expectBody().json("{\"addresses\": []}");
    }

    @Test
    void anInterfaceOfNoPairIsNotFound() {
        problem(api.get().uri("/api/v1/taps/eth0").exchange(), HttpStatus.NOT_FOUND, "tap-not-found", "name");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mtu          | {"mtu": 67}
            mtu          | {"mtu": 9711}
            up           | {"up": 1}
            addresses    | {"addresses": ["2001:db8::1/64", "2001:DB8:0::1/64"]}
            addresses[0] | {"addresses": ["192.0.2.300/24"]}
            addresses[1] | {"addresses": ["192.0.2.1/24", "x"]}
            """)
    void aMalformedFieldIsNamed(String field, String json) {
        problem(patch(json), HttpStatus.BAD_REQUEST, "invalid-value", field);
    }

    @Test
    void anUnknownFieldIsNamed() {
        problem(patch("""
                {"mac": "02:00:00:00:00:02"}"""), HttpStatus.BAD_REQUEST, "unknown-field", "mac");
    }

    @Test
    void aMalformedNameIsNamed() {
        problem(
                api.patch()
                        .uri("/api/v1/taps/a.b")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange(),
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                "name");
    }

    private WebTestClient.ResponseSpec patch(String json) {
        return api.patch()
                .uri("/api/v1/taps/exc0")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }
}
