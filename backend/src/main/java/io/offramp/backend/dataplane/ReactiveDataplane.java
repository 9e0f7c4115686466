package io.offramp.backend.dataplane;

import io.offramp.dataplane.Dataplane;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The dataplane's futures as Reactor types. */
@Component
public class ReactiveDataplane {
    private final Dataplane dataplane;

    /**
     * Wraps a dataplane.
     *
     * @param dataplane open, and closed by somebody else
     */
    public ReactiveDataplane(Dataplane dataplane) {
        this.dataplane = dataplane;
    }

    /**
     * Calls the dataplane once for each subscriber.
     *
     * @param call the call
     * @param <T> what it answers
     * @return its answer or its {@code DataplaneException}, never on the control thread: that one has no time to write JSON
     */
    public <T> Mono<T> call(Function<Dataplane, CompletableFuture<T>> call) {
        // A client that hangs up must not cancel a command half-way: it runs to its end, unobserved.
        return Mono.fromFuture(() -> call.apply(dataplane), true).publishOn(Schedulers.parallel());
    }
}
