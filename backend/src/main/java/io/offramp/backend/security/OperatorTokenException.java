package io.offramp.backend.security;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The operator token cannot be had; the service does not start without one. */
final class OperatorTokenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;

    OperatorTokenException(String message, String remedy) {
        this(message, remedy, null);
    }

    OperatorTokenException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
