package io.offramp.backend;

import io.offramp.dataplane.DataplaneException;
import io.offramp.dataplane.DataplaneException.Code;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.json.JsonCompareMode;

class PollerApiTest extends ApiTest {

    @Test
    void thePollersTellTheirLoadRatesCountersAndGaps() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody(Void.class);

        api.get()
                .uri("/api/v1/pollers")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        [{"lcore": 1, "alive": true, "pairs": ["exc0"], "time": "2026-11-22T10:00:01Z",
                          "windowSeconds": 1.002, "load": 96.5, "pollsPerSecond": 9300000.0,
                          "busyPollsPerSecond": 31000.0, "packetsPerSecond": 420000.0,
                          "counters": {"polls": 10000, "busyPolls": 4000, "packets": 64000, "busyNanos": 5000000,
                                       "idleNanos": 7000000},
                          "pollGaps": {"longestNanos": 412000,
                                       "histogram": [{"upToNanos": 1000, "count": 9000},
                                                     {"upToNanos": 2000, "count": 999},
                                                     {"upToNanos": null, "count": 1}]},
                          "conditions": [{"type": "PollerSaturated", "message": "It has no time left.",
                                          "remedy": "Add an lcore."}]}]""", JsonCompareMode.STRICT);
    }

    @Test
    void aPollerWithoutPairsIsListed() {
        api.get()
                .uri("/api/v1/pollers")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$[0].pairs")
                .isEmpty();
    }

    @Test
    void aBusyDataplaneIsTold() {
        fake().failWith(new DataplaneException(Code.BUSY, null, "too many commands wait", "Try again."));

        problem(api.get().uri("/api/v1/pollers").exchange(), HttpStatus.SERVICE_UNAVAILABLE, "busy");
    }

    @Test
    void pollersAreOnlyRead() {
        problem(post("/api/v1/pollers", "{}"), HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed");
    }
}
