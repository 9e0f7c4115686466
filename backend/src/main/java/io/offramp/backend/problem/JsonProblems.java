package io.offramp.backend.problem;

import io.offramp.backend.problem.Problem.FieldError;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Bodies that are no JSON, or JSON of another shape, as problems that name the field. */
final class JsonProblems {
    private static final int LONGEST_NAME = 64;

    private JsonProblems() {}

    static Problem of(JacksonException failure) {
        return switch (failure) {
            case InputCoercionException coercion -> mismatch(coercion, coercion.getTargetType());
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case MismatchedInputException mismatch -> mismatch(mismatch, mismatch.getTargetType());
            default -> malformed(failure);
        };
    }

    private static Problem malformed(JacksonException failure) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "malformed-json",
                "The body is not well-formed JSON: %s%s.".formatted(failure.getOriginalMessage(), place(failure)),
                "Send well-formed JSON.");
    }

    /** What breaks a limit of the reader, say of its depth, has no place. */
    private static String place(JacksonException failure) {
        TokenStreamLocation location = failure.getLocation();
        return location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static Problem unknown(UnrecognizedPropertyException failure) {
        Collection<Object> known = failure.getKnownPropertyIds() == null ? List.of() : failure.getKnownPropertyIds();
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "unknown-field",
                "There is no field %s.".formatted(path(failure)),
                known.stream()
                        .map(String::valueOf)
                        .collect(
                                Collectors.joining(", ", "Take the field out, or correct its name. Known here: ", ".")),
                List.of(new FieldError(path(failure), "is not known")));
    }

    private static Problem mismatch(JacksonException failure, Class<?> expected) {
        return InputProblems.invalid(List.of(new FieldError(path(failure), must(expected))));
    }

    private static String must(Class<?> expected) {
        if (expected.isEnum()) {
            return Arrays.stream(expected.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        if (expected == Boolean.class || expected == boolean.class) {
            return "must be true or false";
        }
        if (expected == Integer.class || expected == int.class) {
            return "must be an integer";
        }
        if (expected == String.class) {
            return "must be a string";
        }
        if (expected == Instant.class) {
            return "must be a date and time such as 2027-12-31T00:00:00Z";
        }
        if (List.class.isAssignableFrom(expected)) {
            return "must be an array";
        }
        return "must be one JSON object";
    }

    /** {@code tap.addresses[1]}; the whole body is called {@code body}. */
    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : failure.getPath()) {
            if (reference.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(shortened(reference.getPropertyName()));
            } else {
                path.append('[').append(reference.getIndex()).append(']');
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    /** Unknown names may be of any length. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
