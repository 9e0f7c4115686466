package io.offramp.backend;

import org.junit.jupiter.api.Test;

class PreflightApiTest extends ApiTest {

    @Test
    void thePreflightTellsEachCheckWithItsRemedy() {
        api.get()
                .uri("/api/v1/preflight")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        [{"id": "tun", "status": "PASS", "finding": "/dev/net/tun is there and can be opened", "remedy": null},
                         {"id": "nofile", "status": "FAIL", "finding": "RLIMIT_NOFILE is 64",
                          "remedy": "prlimit --pid $$ --nofile=65536"}]""");
    }
}
