package io.offramp.backend.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.backend.event.EventLogs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.codec.ServerSentEvent;
import reactor.test.StepVerifier;

class EventFeedTest {
    private static final Duration WAIT = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path directory;

    @Test
    void aSlowReaderMissesNothingAndNothingPilesUp() {
        try (var log = EventLogs.open(directory)) {
            EventFeed feed = new EventFeed(log);
            StepVerifier.create(feed.stream(0L).mapNotNull(ServerSentEvent::id), 0)
                    .thenRequest(1)
                    .then(() -> EventLogs.tell(log, 2_000))
                    .expectNext("1")
                    .then(() -> EventLogs.await(log, 2_000))
                    .thenRequest(Long.MAX_VALUE)
                    .recordWith(ArrayList::new)
                    .expectNextCount(1_999)
                    .consumeRecordedWith(ids -> assertThat(ids).doesNotHaveDuplicates())
                    .thenCancel()
                    .verify(WAIT);
        }
    }

    @Test
    void withoutAnIdItBeginsNow() {
        try (var log = EventLogs.open(directory)) {
            EventLogs.tell(log, 3);
            EventLogs.await(log, 3);
            EventFeed feed = new EventFeed(log);
            StepVerifier.create(feed.stream(null).mapNotNull(ServerSentEvent::id))
                    .then(() -> EventLogs.tell(log, 1))
                    .expectNext("4")
                    .thenCancel()
                    .verify(WAIT);
        }
    }

    @Test
    void anIdOfALogThatWasLostMeansNow() {
        try (var log = EventLogs.open(directory)) {
            EventLogs.tell(log, 3);
            EventLogs.await(log, 3);
            EventFeed feed = new EventFeed(log);
            StepVerifier.create(feed.stream(1_000_000L).mapNotNull(ServerSentEvent::id))
                    .then(() -> EventLogs.tell(log, 1))
                    .expectNext("4")
                    .thenCancel()
                    .verify(WAIT);
        }
    }

    @Test
    void aSilentStreamIsKeptAlive() {
        try (var log = EventLogs.open(directory)) {
            StepVerifier.withVirtualTime(() -> new EventFeed(log).stream(null))
                    .thenAwait(Duration.ofSeconds(15))
                    .expectNextMatches(event -> "keep-alive".equals(event.comment()))
                    .thenAwait(Duration.ofSeconds(15))
                    .expectNextMatches(event -> "keep-alive".equals(event.comment()))
                    .thenCancel()
                    .verify(WAIT);
        }
    }

    @Test
    void theStreamEndsWhenTheServiceStops() {
        try (var log = EventLogs.open(directory)) {
            EventLogs.tell(log, 1);
            EventLogs.await(log, 1);
            EventFeed feed = new EventFeed(log);
            StepVerifier.create(feed.stream(0L)
                            .map(event ->
                                    List.of(Objects.requireNonNull(event.data()).type())))
                    .expectNextCount(1)
                    .then(feed::stop)
                    .expectComplete()
                    .verify(WAIT);
        }
    }
}
