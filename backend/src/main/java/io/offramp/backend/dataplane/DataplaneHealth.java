package io.offramp.backend.dataplane;

import io.offramp.dataplane.Dataplane;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Up when the control thread answers. Asked at most once a second, because anybody may ask for the health. */
@Component("dataplaneHealthIndicator")
class DataplaneHealth implements ReactiveHealthIndicator {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration ASK_AT_MOST_EVERY = Duration.ofSeconds(1);

    private final Mono<Health> health;

    DataplaneHealth(ReactiveDataplane dataplane) {
        health = dataplane
                .call(Dataplane::host)
                .map(_ -> Health.up().build())
                .timeout(ANSWER_WITHIN)
                .onErrorResume(failure -> Mono.just(Health.down(failure).build()))
                .cache(ASK_AT_MOST_EVERY);
    }

    @Override
    public Mono<Health> health() {
        return health;
    }
}
