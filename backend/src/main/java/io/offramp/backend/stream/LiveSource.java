package io.offramp.backend.stream;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Where streams of Server-Sent Events come from. They end when the service stops: before the web server does, which else would
 * wait for them.
 */
public abstract class LiveSource implements SmartLifecycle {
    /** Proxies cut connections that are silent for 30 to 60 s. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    /** Written by the lifecycle, read by every stream. */
    private volatile Sinks.Empty<Void> stop = Sinks.empty();

    private volatile boolean running;

    /** For the sources. */
    protected LiveSource() {}

    /**
     * Keeps a stream alive while nothing happens, until the service stops.
     *
     * @param events what happens, for one client
     * @param <T> their data
     * @return the same, with comments in between
     */
    protected final <T> Flux<ServerSentEvent<T>> live(Flux<ServerSentEvent<T>> events) {
        return Flux.merge(1, events, LiveSource.<T>keepAlive()).takeUntilOther(stop.asMono());
    }

    private static <T> Flux<ServerSentEvent<T>> keepAlive() {
        return Flux.interval(KEEP_ALIVE)
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.<T>builder().comment("keep-alive").build());
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
