package io.offramp.backend.problem;

import io.netty.channel.ChannelException;
import io.offramp.dataplane.DataplaneException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** The one place where a failed request becomes an answer, ahead of Spring Boot's own handler, which is at -1. */
@Component
@Order(-2)
class ProblemExceptionHandler implements ErrorWebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final ProblemWriter writer;

    ProblemExceptionHandler(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        // The only input and output of a request is its connection.
        if (failure instanceof IOException || AbortedException.isConnectionReset(failure)) {
            // Nobody is there to read an answer, and whoever goes away has not found a fault of the service.
            return Mono.empty();
        }
        if (exchange.getResponse().isCommitted()) {
            // Too late for an answer: the server closes the connection, which tells the client.
            return Mono.error(failure);
        }
        Problem problem = problem(failure);
        if (problem.status() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            log.error(
                    "{} {} failed",
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath().value(),
                    failure);
        }
        HttpHeaders headers = failure instanceof ErrorResponse answer ? answer.getHeaders() : HttpHeaders.EMPTY;
        return writer.write(exchange, problem, headers);
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case DataplaneException refusal -> DataplaneProblems.of(refusal);
            case RefusalException refusal -> refusal.problem();
            case WebExchangeBindException refusal -> InputProblems.of(refusal);
            case HandlerMethodValidationException refusal -> InputProblems.of(refusal);
            case ServerWebInputException refusal -> InputProblems.of(refusal);
            case DataBufferLimitException limit -> InputProblems.tooLarge(limit);
            // The server's RequestTimeoutException is one, but not public.
            case ChannelException _ -> HttpProblems.timeout();
            case ResponseStatusException refusal -> HttpProblems.of(refusal);
            default -> HttpProblems.internal();
        };
    }
}
