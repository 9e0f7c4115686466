package io.offramp.backend.counters;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.backend.FakeDataplane;
import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.dataplane.DataplaneException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class CountersFeedTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void aSilentStreamIsKeptAlive() {
        StepVerifier.withVirtualTime(() -> feed().stream(Duration.ofMinutes(1)))
                .expectNextMatches(event -> "counters".equals(event.event()))
                .thenAwait(Duration.ofSeconds(15))
                .expectNextMatches(event -> "keep-alive".equals(event.comment()))
                .thenAwait(Duration.ofSeconds(15))
                .expectNextMatches(event -> "keep-alive".equals(event.comment()))
                .thenCancel()
                .verify(WAIT);
    }

    @Test
    void aBusyDataplaneLeavesAGapInTheIdsAndTheStreamGoesOn() {
        FakeDataplane dataplane = new FakeDataplane();
        StepVerifier.withVirtualTime(() -> feed(dataplane).stream(Duration.ofSeconds(1)))
                .expectNextMatches(event -> "1".equals(event.id()))
                .then(() -> dataplane.failWith(
                        new DataplaneException(DataplaneException.Code.BUSY, null, "It is busy.", "Wait.")))
                .thenAwait(Duration.ofSeconds(3))
                .then(() -> dataplane.failWith(null))
                .thenAwait(Duration.ofSeconds(1))
                .expectNextMatches(event -> "5".equals(event.id()))
                .thenCancel()
                .verify(WAIT);
    }

    @Test
    void theStreamEndsWhenTheServiceStops() {
        AtomicReference<CountersFeed> feed = new AtomicReference<>(feed());

        StepVerifier.create(feed.get().stream(Duration.ofMinutes(1)))
                .expectNextCount(1)
                .then(() -> feed.get().stop())
                .expectComplete()
                .verify(WAIT);
    }

    @Test
    void whoComesLaterGetsTheLastEventAtOnceAndSharesThePoll() {
        FakeDataplane dataplane = new FakeDataplane();
        Flux<ServerSentEvent<CountersResponse>> stream = feed(dataplane).stream(Duration.ofMinutes(1));
        StepVerifier.create(stream)
                .expectNextMatches(event -> "1".equals(event.id()))
                .then(() -> StepVerifier.create(stream)
                        .expectNextMatches(event -> "1".equals(event.id()))
                        .thenCancel()
                        .verify(WAIT))
                .thenCancel()
                .verify(WAIT);

        assertThat(dataplane.counterPolls()).isEqualTo(1);
    }

    @Test
    void theFirstOneBackGetsAFreshEvent() {
        Flux<ServerSentEvent<CountersResponse>> stream = feed(new FakeDataplane()).stream(Duration.ofMinutes(1));
        StepVerifier.create(stream).expectNextCount(1).thenCancel().verify(WAIT);

        StepVerifier.create(stream)
                .expectNextMatches(event -> "2".equals(event.id()))
                .thenCancel()
                .verify(WAIT);
    }

    @Test
    void afterAFailureTheStreamCanBeHadAgain() {
        FakeDataplane dataplane = new FakeDataplane();
        CountersFeed feed = feed(dataplane);
        dataplane.failWith(new DataplaneException(DataplaneException.Code.DOWN, null, "It is down.", "Wait."));
        StepVerifier.create(feed.stream(Duration.ofMinutes(1)))
                .expectError(DataplaneException.class)
                .verify(WAIT);

        dataplane.failWith(null);

        StepVerifier.create(feed.stream(Duration.ofMinutes(1)))
                .expectNextCount(1)
                .thenCancel()
                .verify(WAIT);
    }

    @Test
    void nothingPilesUpForAClientThatDoesNotRead() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            List<ServerSentEvent<CountersResponse>> received = new ArrayList<>();
            BaseSubscriber<ServerSentEvent<CountersResponse>> client = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    // Asks for nothing yet.
                }

                @Override
                protected void hookOnNext(ServerSentEvent<CountersResponse> event) {
                    received.add(event);
                }
            };
            feed().stream(Duration.ofSeconds(1)).subscribe(client);
            time.advanceTimeBy(Duration.ofSeconds(1000));

            client.request(100);

            assertThat(received).hasSizeBetween(1, 4);
            assertThat(received.stream().filter(event -> "counters".equals(event.event())))
                    .last()
                    .extracting(ServerSentEvent::id)
                    .isEqualTo("1001");
            client.cancel();
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    private static CountersFeed feed() {
        return feed(new FakeDataplane());
    }

    private static CountersFeed feed(FakeDataplane dataplane) {
        CountersFeed feed = new CountersFeed(new ReactiveDataplane(dataplane));
        feed.start();
        return feed;
    }
}
