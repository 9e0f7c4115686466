package io.offramp.backend.history;

import io.offramp.backend.event.EventLog;
import io.offramp.backend.event.LoggedEvent;
import io.offramp.backend.stream.LiveSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The events as Server-Sent Events. Each client reads the log from where it is: nothing piles up for one that reads slowly.
 */
@Component
class EventFeed extends LiveSource {
    private final EventLog log;

    EventFeed(EventLog log) {
        this.log = log;
    }

    /** @param after the id of the last event that the client has; {@code null}: it wants those that come from now on */
    Flux<ServerSentEvent<EventResponse>> stream(@Nullable Long after) {
        return live(Flux.defer(() -> events(after)));
    }

    private Flux<ServerSentEvent<EventResponse>> events(@Nullable Long after) {
        long latest = log.lastId();
        // An id that was not given yet is of a log that was lost.
        AtomicLong last = new AtomicLong(after == null ? latest : Math.min(after, latest));
        // News are watched before the first look, so none falls in between.
        return Flux.merge(log.news(), Mono.just(latest))
                .onBackpressureLatest()
                .publishOn(Schedulers.parallel(), 1)
                .concatMap(_ -> Flux.fromIterable(log.after(last.get(), Integer.MAX_VALUE)), 1)
                .doOnNext(event -> last.set(event.id()))
                .map(EventFeed::sent);
    }

    private static ServerSentEvent<EventResponse> sent(LoggedEvent event) {
        return ServerSentEvent.builder(EventResponse.from(event))
                .event("event")
                .id(Long.toString(event.id()))
                .build();
    }
}
