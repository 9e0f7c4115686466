package io.offramp.backend.problem;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A call that the backend itself refuses, before the dataplane hears of it. */
public final class RefusalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * Refuses a call.
     *
     * @param status the HTTP status; with 503 the client is told to try again
     * @param code a stable identifier in kebab-case
     * @param field the field of the request concerned, if it is one
     * @param message what happened, in one sentence
     * @param remedy what to do
     */
    public RefusalException(HttpStatus status, String code, @Nullable String field, String message, String remedy) {
        super(message);
        List<Problem.FieldError> errors = field == null ? List.of() : List.of(new Problem.FieldError(field, message));
        this.problem = Problem.of(status, code, message, remedy, errors);
    }

    Problem problem() {
        return problem;
    }
}
