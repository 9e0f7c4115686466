package io.offramp.backend.security;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The tokens cannot be had; the service does not start without them, for it would be open to nobody or to everybody. */
final class TokenException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;

    TokenException(String message, String remedy) {
        this(message, remedy, null);
    }

    TokenException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
