package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.DataplaneException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

class LedgerApiTest extends ApiTest {
    @BeforeEach
    void createAPair() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody().jsonPath("$.spec").exists();
    }

    private WebTestClient.ResponseSpec ledger(String pathAndQuery) {
        return api.get().uri("/api/v1/pairs/" + pathAndQuery).exchange();
    }

    @Test
    void theBiggestLossIsNamedWithARemedy() {
        ledger("exc0/ledger").expectStatus().isOk().expectBody().json("""
                {"pair": "exc0", "verdict": "LOSS",
                 "sentence": "33 % dropped on the way to the kernel: virtio ring full though its vhost worker is at 38 % CPU only: others on CPU 0: see who, and move one away",
                 "remedy": "ps -eLo psr,pcpu,tid,comm --sort=-pcpu | awk '$1 == 0' | head  # then taskset -pc, of the worker 412 or of another",
                 "toKernel": {"verdict": "LOSS", "offered": 300, "delivered": 200, "balanced": true, "losses": [
                    {"reason": "MISSED", "packets": 0, "percent": 0.0},
                    {"reason": "RECEIVE_ERRORS", "packets": 0},
                    {"reason": "FILTERED", "packets": 0},
                    {"reason": "POLICED", "packets": 0},
                    {"reason": "RING_FULL", "packets": 100, "percent": 33.333333333333336},
                    {"reason": "REFUSED", "packets": 0}]},
                 "fromKernel": {"verdict": "NOTHING_LOST", "remedy": null, "offered": 100, "delivered": 100,
                    "sentence": "nothing lost from the kernel in the last 10 s: 100 packets"}}""");
    }

    @Test
    void theWindowIsTenSecondsLongUnlessAnotherIsWanted() {
        ledger("exc0/ledger")
                .expectBody()
                .jsonPath("$.from")
                .isEqualTo("2026-11-22T10:04:50Z")
                .jsonPath("$.to")
                .isEqualTo("2026-11-22T10:05:00Z");
        ledger("exc0/ledger?seconds=300").expectBody().jsonPath("$.from").isEqualTo("2026-11-22T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "301", "ten", "1.5", "9999999999", "PT10S"})
    void anotherWindowThanThereCanBeIsRefused(String seconds) {
        int before = fake().calls();

        ledger("exc0/ledger?seconds=" + seconds)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("seconds")
                .jsonPath("$.remedy")
                .isNotEmpty();

        assertThat(fake().calls()).isEqualTo(before);
    }

    @Test
    void thereIsNoneOfAPairThatThereIsNot() {
        problem(ledger("exc1/ledger"), HttpStatus.NOT_FOUND, "pair-not-found");
    }

    @Test
    void aDataplaneThatIsDownIsToldOf() {
        fake().failWith(FakeDataplane.refuse(DataplaneException.Code.DOWN, null, "The dataplane is closed."));

        problem(ledger("exc0/ledger"), HttpStatus.SERVICE_UNAVAILABLE, "down");
    }

    @Test
    void whoHasNoTokenIsNotTold() {
        anonymous
                .get()
                .uri("/api/v1/pairs/exc0/ledger")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }
}
