package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.DataplaneException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

class HealthTest extends ApiTest {

    @Test
    void theHealthIsTheDataplanes() {
        fake().failWith(FakeDataplane.refuse(DataplaneException.Code.DOWN, null, "The dataplane is closed."));
        Awaitility.await("the health to turn, which is looked at once a second")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> expect(HttpStatus.SERVICE_UNAVAILABLE, "DOWN"));

        fake().failWith(null);
        Awaitility.await("the health to return")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> expect(HttpStatus.OK, "UP"));
    }

    private void expect(HttpStatus status, String health) {
        EntityExchangeResult<String> answer = anonymous
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getResponseBody()).isEqualTo("{\"status\":\"%s\"}", health);
    }
}
