package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;

@TestPropertySource(properties = "offramp.streams.max=3")
class StreamsTest extends ApiTest {

    @Test
    void soManyStreamsMayBeOpenAtOnce() {
        List<Disposable> open = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                open.add(openStream());
            }

            api.get()
                    .uri("/api/v1/counters/stream")
                    .exchange()
                    .expectHeader()
                    .valueEquals(HttpHeaders.RETRY_AFTER, "1")
                    .expectBody(Void.class);
            problem(
                    api.get().uri("/api/v1/counters/stream").exchange(),
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too-many-streams");
            api.get().uri("/api/v1/counters").exchange().expectStatus().isOk().expectBody(Void.class);

            open.removeLast().dispose();
            Awaitility.await("the place of the one that ended")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> open.add(openStream()));
            assertThat(open).hasSize(3);
        } finally {
            open.forEach(Disposable::dispose);
        }
    }

    @Test
    void aStreamThatFailsHoldsNoPlace() {
        fake().failWith(new IllegalStateException("for the test"));
        for (int i = 0; i < 5; i++) {
            problem(
                    api.get().uri("/api/v1/counters/stream").exchange(),
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "internal-error");
        }
        fake().failWith(null);

        openStream().dispose();
    }

    /** Returns after its first event. */
    private Disposable openStream() {
        CompletableFuture<String> first = new CompletableFuture<>();
        Disposable stream = WebClient.create("http://127.0.0.1:" + serverPort)
                .get()
                .uri("/api/v1/counters/stream")
                .headers(headers -> headers.setBearerAuth(TOKEN))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .retrieve()
                .bodyToFlux(String.class)
                .subscribe(first::complete, first::completeExceptionally);
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        return stream;
    }
}
