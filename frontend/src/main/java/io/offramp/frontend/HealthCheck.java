package io.offramp.frontend;

import io.offramp.client.api.HealthApi;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/** Asks the service how it is. */
@Component
class HealthCheck {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    private final HealthApi api;

    HealthCheck(HealthApi api) {
        this.api = api;
    }

    /** Waits for the answer, at most three seconds; not for event-loop threads. */
    ServiceHealth ask() {
        return api.getHealth()
                .map(health -> "UP".equals(health.getStatus()) ? ServiceHealth.UP : ServiceHealth.DOWN)
                .timeout(ANSWER_WITHIN, Mono.just(ServiceHealth.UNREACHABLE))
                .onErrorReturn(WebClientResponseException.class, ServiceHealth.DOWN)
                .onErrorReturn(WebClientRequestException.class, ServiceHealth.UNREACHABLE)
                .blockOptional()
                .orElse(ServiceHealth.DOWN);
    }
}
