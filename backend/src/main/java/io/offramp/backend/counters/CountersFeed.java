package io.offramp.backend.counters;

import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.backend.stream.LiveSource;
import io.offramp.dataplane.Dataplane;
import io.offramp.dataplane.DataplaneException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The counters as Server-Sent Events. Everybody who asks for the same interval watches the same poll of the dataplane, so
 * that a hundred dashboards cost it no more than one.
 */
@Component
class CountersFeed extends LiveSource {
    /** Intervals are rounded up to it, which bounds how many polls there can be. */
    private static final Duration GRAIN = Duration.ofMillis(100);

    private final ReactiveDataplane dataplane;
    private final Map<Duration, Flux<ServerSentEvent<CountersResponse>>> polls = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    CountersFeed(ReactiveDataplane dataplane) {
        this.dataplane = dataplane;
    }

    Flux<ServerSentEvent<CountersResponse>> stream(Duration interval) {
        long grains = Math.ceilDiv(interval.toMillis(), GRAIN.toMillis());
        Flux<ServerSentEvent<CountersResponse>> poll = polls.computeIfAbsent(GRAIN.multipliedBy(grains), this::poll);
        // A client that reads slowly gets the latest event when it is ready: nothing piles up for it.
        return live(poll.onBackpressureLatest());
    }

    /** Runs from its first subscriber to its last; a late one gets the last event at once. */
    private Flux<ServerSentEvent<CountersResponse>> poll(Duration interval) {
        return Flux.interval(Duration.ZERO, interval)
                .onBackpressureDrop()
                .concatMap(_ -> snapshot(), 1)
                // A replay that has failed would repeat its failure for ever: the next one to ask starts another.
                .doOnError(_ -> polls.remove(interval))
                .replay(1)
                .refCount();
    }

    private Mono<ServerSentEvent<CountersResponse>> snapshot() {
        String id = Long.toString(lastId.incrementAndGet());
        return dataplane
                .call(Dataplane::counters)
                .map(CountersResponse::from)
                .map(counters -> ServerSentEvent.builder(counters)
                        .event("counters")
                        .id(id)
                        .build())
                .onErrorResume(CountersFeed::isBusy, _ -> Mono.empty());
    }

    private static boolean isBusy(Throwable failure) {
        return failure instanceof DataplaneException refusal && refusal.code() == DataplaneException.Code.BUSY;
    }
}
