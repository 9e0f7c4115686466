package io.offramp.backend.problem;

import java.time.Duration;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems as {@code application/problem+json}, whatever the request accepts. */
@Component
public class ProblemWriter {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /**
     * Answers 401.
     *
     * @param exchange the request
     * @param challenges the {@code WWW-Authenticate} headers (RFC 6750, section 3; RFC 7617, section 2)
     * @return when it is written
     */
    public Mono<Void> writeUnauthorized(ServerWebExchange exchange, List<String> challenges) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(HttpHeaders.WWW_AUTHENTICATE, challenges);
        return write(exchange, HttpProblems.unauthorized(), headers);
    }

    /**
     * Answers 403: the caller's role does not allow the call.
     *
     * @param exchange the request
     * @return when it is written
     */
    public Mono<Void> writeForbidden(ServerWebExchange exchange) {
        return write(exchange, HttpProblems.forbidden(), HttpHeaders.EMPTY);
    }

    /**
     * Answers 429 to a failed sign-in, one of too many.
     *
     * @param exchange the request
     * @param retryAfter how long a wrong token will be answered so
     * @return when it is written
     */
    public Mono<Void> writeTooManyFailedSignIns(ServerWebExchange exchange, Duration retryAfter) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(
                HttpHeaders.RETRY_AFTER,
                Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        return write(exchange, HttpProblems.tooManyFailedSignIns(), headers);
    }

    /**
     * Answers 400 to an address that the firewall refused.
     *
     * @param exchange the request
     * @return when it is written
     */
    public Mono<Void> writeMalformed(ServerWebExchange exchange) {
        return write(exchange, HttpProblems.malformed(), HttpHeaders.EMPTY);
    }

    Mono<Void> write(ServerWebExchange exchange, Problem problem, HttpHeaders headers) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().putAll(headers);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            response.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
        }
        String path = exchange.getRequest().getPath().value();
        return response.writeWith(Mono.fromSupplier(() -> body(response, problem.at(path))));
    }

    private DataBuffer body(ServerHttpResponse response, Problem problem) {
        return response.bufferFactory().wrap(json.writeValueAsBytes(problem));
    }
}
