package io.offramp.frontend.feed;

import io.offramp.client.model.Check;
import io.offramp.client.model.Counters;
import io.offramp.client.model.Event;
import io.offramp.client.model.PairLedger;
import io.offramp.frontend.api.Api;
import io.offramp.frontend.api.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** Watches the service with one token: its stream of counters, opened anew when it breaks, and every so often what it has. */
final class Watch implements Disposable {

    /** Told by Reactor's threads, one stream at a time. */
    interface Listener {
        void onCounters(Counters counters);

        void onInventory(Inventory inventory);

        void onInventoryFailure(Throwable failure);

        void onLost();

        /** The token does not count; the watch has ended. */
        void onRefused();
    }

    /**
     * How patient it is.
     *
     * @param silence after how long without an event the stream counts as lost
     * @param firstRetry the first wait before another try; it doubles
     * @param longestRetry the longest wait before another try
     * @param inventory time between two looks at what the service has
     * @param checks how long the checks of the preflight count, which look into many files of the machine
     * @param ledgers how long the pairs' ledgers in words count, which take a call for each pair
     */
    record Pace(
            Duration silence,
            Duration firstRetry,
            Duration longestRetry,
            Duration inventory,
            Duration checks,
            Duration ledgers) {
        static final Pace DEFAULT = new Pace(
                Duration.ofSeconds(4),
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2));
    }

    private static final String INTERVAL = "PT1S";
    /** As many as a page shows. */
    private static final int EVENTS = 200;

    private final Api api;
    private final Pace pace;
    private final Listener listener;
    private final Mono<List<Check>> checks;
    private final Mono<Map<String, PairLedger>> ledgers;
    private final Sinks.Many<Long> wishes = Sinks.many().multicast().onBackpressureBuffer();
    /** The newest first. Changed by one look after the other, and forgotten with the stream. */
    private volatile List<Event> events = List.of();

    private final Disposable.Composite subscriptions = Disposables.composite();

    Watch(Api api, Pace pace, Listener listener) {
        this.api = api;
        this.pace = pace;
        this.listener = listener;
        this.checks = Mono.defer(() -> api.host().getPreflight().collectList())
                .cache(_ -> pace.checks(), _ -> Duration.ZERO, () -> Duration.ZERO);
        this.ledgers =
                Mono.defer(this::askForLedgers).cache(_ -> pace.ledgers(), _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    void start() {
        subscriptions.add(counters().subscribe(listener::onCounters, _ -> listener.onRefused()));
        subscriptions.add(Flux.merge(Flux.interval(Duration.ZERO, pace.inventory()), wishes.asFlux())
                .onBackpressureLatest()
                .concatMap(_ -> inventory(), 1)
                .subscribe(listener::onInventory));
    }

    /** Ends in an error only when the token is refused. */
    private Flux<Counters> counters() {
        return Flux.defer(() -> api.counters().streamCounters(INTERVAL))
                .timeout(pace.silence())
                .concatWith(Mono.error(() -> new IllegalStateException("the service ended the stream")))
                .doOnError(failure -> {
                    if (!refused(failure)) {
                        // What answers next may have lost its log, and begun a new one.
                        events = List.of();
                        listener.onLost();
                    }
                })
                .retryWhen(Retry.backoff(Long.MAX_VALUE, pace.firstRetry())
                        .maxBackoff(pace.longestRetry())
                        .transientErrors(true)
                        .filter(failure -> !refused(failure)));
    }

    private Mono<Inventory> inventory() {
        // One after the other: of calls side by side only one failure could be told, the others would be dropped with
        // noise.
        return api.host()
                .getHost()
                .flatMap(host -> api.pairs()
                        .listPairs()
                        .collectList()
                        .flatMap(pairs -> api.ports()
                                .listPorts()
                                .collectList()
                                .flatMap(ports -> api.pollers()
                                        .listPollers()
                                        .collectList()
                                        .flatMap(pollers -> api.taps()
                                                .listTaps()
                                                .collectList()
                                                .flatMap(taps -> events().flatMap(happened ->
                                                        checks.flatMap(found -> ledgers.map(told -> new Inventory(
                                                                host, pairs, ports, pollers, taps, happened, found,
                                                                told)))))))))
                .timeout(pace.silence())
                .onErrorResume(failure -> {
                    listener.onInventoryFailure(failure);
                    return Mono.empty();
                });
    }

    private Mono<Map<String, PairLedger>> askForLedgers() {
        return api.pairs()
                .listPairs()
                .concatMap(pair -> api.pairs()
                        .getPairLedger(pair.getSpec().getName(), null)
                        // Somebody deleted it meanwhile.
                        .onErrorResume(WebClientResponseException.NotFound.class, _ -> Mono.empty()))
                .collectMap(PairLedger::getPair);
    }

    /** Asks for what came since the last look, or for the latest. */
    private Mono<List<Event>> events() {
        List<Event> known = events;
        @Nullable Long last = known.isEmpty() ? null : known.getFirst().getId();
        return api.events().listEvents(EVENTS, last).collectList().map(next -> {
            if (!next.isEmpty()) {
                List<Event> all = new ArrayList<>(next.reversed());
                all.addAll(known);
                events = List.copyOf(all.subList(0, Math.min(all.size(), EVENTS)));
            }
            return events;
        });
    }

    private static boolean refused(Throwable failure) {
        return Refusal.of(failure).unauthorized();
    }

    void refresh() {
        // Refused only when as many wishes wait already.
        wishes.tryEmitNext(0L);
    }

    @Override
    public void dispose() {
        subscriptions.dispose();
    }
}
