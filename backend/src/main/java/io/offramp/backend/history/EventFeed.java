package io.offramp.backend.history;

import io.offramp.backend.event.EventLog;
import io.offramp.backend.event.LoggedEvent;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The events as Server-Sent Events. Each client reads the log from where it is: nothing piles up for one that reads slowly. The
 * streams end when the service stops: before the web server does, which else would wait for them.
 */
@Component
class EventFeed implements SmartLifecycle {
    /** Proxies cut connections that are silent for 30 to 60 s. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final EventLog log;
    /** Written by the lifecycle, read by every stream. */
    private volatile Sinks.Empty<Void> stop = Sinks.empty();

    private volatile boolean running;

    EventFeed(EventLog log) {
        this.log = log;
    }

    /** @param after the id of the last event that the client has; {@code null}: it wants those that come from now on */
    Flux<ServerSentEvent<EventResponse>> stream(@Nullable Long after) {
        return Flux.defer(() -> Flux.merge(1, events(after), keepAlive())).takeUntilOther(stop.asMono());
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

    private static Flux<ServerSentEvent<EventResponse>> keepAlive() {
        return Flux.interval(KEEP_ALIVE)
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.<EventResponse>builder()
                        .comment("keep-alive")
                        .build());
    }

    @Override
    public void start() {
        stop = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        stop.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Last to start, first to stop. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
