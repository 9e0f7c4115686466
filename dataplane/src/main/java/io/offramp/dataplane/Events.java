package io.offramp.dataplane;

import io.offramp.dataplane.Event.Severity;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what happens. For the control thread alone. */
final class Events {
    private final Consumer<Event> listener;

    Events(Consumer<Event> listener) {
        this.listener = listener;
    }

    void info(String type, @Nullable String pair, String message) {
        tell(Severity.INFO, type, pair, message);
    }

    void warning(String type, @Nullable String pair, String message) {
        tell(Severity.WARNING, type, pair, message);
    }

    void error(String type, @Nullable String pair, String message) {
        tell(Severity.ERROR, type, pair, message);
    }

    void tell(Severity severity, String type, @Nullable String pair, String message) {
        listener.accept(new Event(Instant.now(), severity, type, pair, message));
    }
}
