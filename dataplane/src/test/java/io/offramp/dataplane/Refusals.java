package io.offramp.dataplane;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What the dataplane says no with. */
final class Refusals {
    private Refusals() {}

    /** The refusal of a call, which must be refused. */
    static DataplaneException of(CompletableFuture<?> call) {
        CompletionException failed = assertThrows(CompletionException.class, call::join);
        return assertInstanceOf(DataplaneException.class, failed.getCause());
    }
}
