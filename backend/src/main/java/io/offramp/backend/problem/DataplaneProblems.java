package io.offramp.backend.problem;

import io.offramp.backend.problem.Problem.FieldError;
import io.offramp.dataplane.DataplaneException;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** What the dataplane refuses, as problems. */
final class DataplaneProblems {
    private DataplaneProblems() {}

    static Problem of(DataplaneException refusal) {
        String field = refusal.field();
        List<FieldError> errors =
                field == null ? List.of() : List.of(new FieldError(field, String.valueOf(refusal.getMessage())));
        String code = refusal.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Problem.of(status(refusal.code()), code, String.valueOf(refusal.getMessage()), refusal.remedy(), errors);
    }

    private static HttpStatus status(DataplaneException.Code code) {
        return switch (code) {
            case INVALID_VALUE -> HttpStatus.BAD_REQUEST;
            case PORT_NOT_FOUND, PAIR_NOT_FOUND, TAP_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case PORT_EXISTS, PAIR_EXISTS, TAP_EXISTS, PORT_IN_USE, DEVICE_IN_USE, SOCKET_IN_USE -> HttpStatus.CONFLICT;
            case BACKEND_UNAVAILABLE,
                    PORT_LIMIT,
                    MEMPOOL_LIMIT,
                    QUEUES_UNSUPPORTED,
                    MTU_UNSUPPORTED,
                    NETNS_NOT_FOUND,
                    PRIVILEGE_MISSING,
                    DEVICE_LOST,
                    DEVICE_REFUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case PRECONDITION_FAILED -> HttpStatus.PRECONDITION_FAILED;
            case NATIVE_FAILURE, STATE_UNAVAILABLE -> HttpStatus.INTERNAL_SERVER_ERROR;
            case BUSY, DOWN, LIBRARY_MISSING, EAL_FAILED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
