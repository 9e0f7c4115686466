package io.offramp.backend.state;

import java.io.Serial;

/** A document that is damaged or of a version that is not known here; the message says what is wrong with it. */
final class UnreadableDocumentException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableDocumentException(String message) {
        super(message);
    }

    UnreadableDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
