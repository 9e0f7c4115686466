package io.offramp.backend.stream;

import io.offramp.backend.problem.RefusalException;
import io.offramp.backend.security.TokenValidity;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Every stream of Server-Sent Events goes through here: so many at once, and none longer than its token counts. */
@Component
public class Streams {
    private final int max;
    private final Semaphore free;
    private final TokenValidity tokens;

    Streams(StreamProperties properties, TokenValidity tokens) {
        this.max = properties.max();
        this.free = new Semaphore(max);
        this.tokens = tokens;
    }

    /**
     * Bounds a stream.
     *
     * @param stream the answer to a call
     * @param <T> its events
     * @return the same; it fails with 503 where too many are open, and completes when the caller's token counts no longer
     */
    public <T> Flux<T> bounded(Flux<T> stream) {
        return Flux.defer(() -> {
            if (!free.tryAcquire()) {
                return Flux.error(new RefusalException(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "too-many-streams",
                        null,
                        "%d streams are open, which is the most there may be.".formatted(max),
                        "Close one, try again later, or raise offramp.streams.max."));
            }
            return tokens.limit(stream).doFinally(_ -> free.release());
        });
    }
}
