package io.offramp.dataplane;

import io.offramp.dataplane.Event.Author;
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

    void info(String type, @Nullable String subject, String message) {
        tell(Severity.INFO, Author.SERVICE, type, subject, message);
    }

    void warning(String type, @Nullable String subject, String message) {
        tell(Severity.WARNING, Author.SERVICE, type, subject, message);
    }

    void error(String type, @Nullable String subject, String message) {
        tell(Severity.ERROR, Author.SERVICE, type, subject, message);
    }

    void tell(Severity severity, Author author, String type, @Nullable String subject, String message) {
        listener.accept(new Event(Instant.now(), severity, author, type, subject, message));
    }
}
