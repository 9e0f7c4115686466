package io.offramp.backend.security;

import io.offramp.backend.problem.ProblemWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What callers are answered who have no token, a wrong one, or one that is not enough. */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final String BEARER = "Bearer realm=\"offramp\"";
    /** Makes a browser ask for a user and a password. */
    private static final String BASIC = "Basic realm=\"offramp\", charset=\"UTF-8\"";

    private final ProblemWriter problems;
    private final FailedSignIns failures;

    Refusals(ProblemWriter problems, FailedSignIns failures) {
        this.problems = problems;
        this.failures = failures;
    }

    Mono<Void> noToken(ServerWebExchange exchange) {
        return problems.writeUnauthorized(exchange, List.of(BEARER));
    }

    Mono<Void> noTokenOrPassword(ServerWebExchange exchange) {
        return problems.writeUnauthorized(exchange, List.of(BASIC, BEARER));
    }

    Mono<Void> wrongToken(ServerWebExchange exchange) {
        return wrong(exchange, List.of(BEARER + ", error=\"invalid_token\""));
    }

    Mono<Void> wrongTokenOrPassword(ServerWebExchange exchange) {
        return wrong(exchange, List.of(BASIC, BEARER + ", error=\"invalid_token\""));
    }

    Mono<Void> notAllowed(ServerWebExchange exchange) {
        return problems.writeForbidden(exchange);
    }

    private Mono<Void> wrong(ServerWebExchange exchange, List<String> challenges) {
        Optional<Duration> blocked = failures.count(exchange.getRequest().getRemoteAddress());
        if (blocked.isPresent()) {
            return problems.writeTooManyFailedSignIns(exchange, blocked.get());
        }
        log.warn(
                "Sign-in failed from {}",
                FailedSignIns.network(exchange.getRequest().getRemoteAddress()));
        return problems.writeUnauthorized(exchange, challenges);
    }
}
