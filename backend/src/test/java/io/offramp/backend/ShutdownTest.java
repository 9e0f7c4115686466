package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.Dataplane;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

class ShutdownTest {
    private static final FakeDataplane DATAPLANE = new FakeDataplane();

    static class InMemory {
        @Bean
        Dataplane dataplane() {
            return DATAPLANE;
        }
    }

    @Test
    void aWatcherOfTheStreamDoesNotHoldUpTheEnd() throws Exception {
        ConfigurableApplicationContext service = new SpringApplication(BackendApplication.class, InMemory.class)
                .run(
                        "--spring.main.allow-bean-definition-overriding=true",
                        "--server.port=0",
                        "--offramp.state-directory=" + TestState.DIRECTORY,
                        "--offramp.security.operator-token=" + ApiTest.TOKEN);
        CompletableFuture<@Nullable Void> firstEvent = new CompletableFuture<>();
        CompletableFuture<@Nullable Void> streamEnd = WebClient.create("http://127.0.0.1:" + port(service))
                .get()
                .uri("/api/v1/counters/stream")
                .headers(headers -> headers.setBearerAuth(ApiTest.TOKEN))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(String.class)
                .doOnNext(_ -> firstEvent.complete(null))
                .then()
                .toFuture();
        firstEvent.get(10, TimeUnit.SECONDS);

        Instant begin = Instant.now();
        service.close();

        // Less than spring.lifecycle.timeout-per-shutdown-phase, which is what an attached stream would cost.
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
        assertThat(streamEnd).as("the stream ends without an error").succeedsWithin(Duration.ofSeconds(3));
        assertThat(DATAPLANE.closed()).as("the dataplane is closed").isTrue();
    }

    private static int port(ConfigurableApplicationContext service) {
        return Integer.parseInt(service.getEnvironment().getProperty("local.server.port", "0"));
    }
}
