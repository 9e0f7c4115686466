package io.offramp.backend.problem;

import io.offramp.backend.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;

/** Requests that break a constraint or cannot be read, as problems that name each field. */
final class InputProblems {
    private static final String SCHEMA = "The allowed values are in the schema of this call in /v3/api-docs.";

    private InputProblems() {}

    static Problem of(WebExchangeBindException refusal) {
        return invalid(fieldErrors(refusal));
    }

    static Problem of(HandlerMethodValidationException refusal) {
        List<FieldError> errors = new ArrayList<>();
        for (ParameterValidationResult result : refusal.getParameterValidationResults()) {
            if (result instanceof ParameterErrors body) {
                errors.addAll(fieldErrors(body));
            } else {
                String name = String.valueOf(result.getMethodParameter().getParameterName());
                result.getResolvableErrors()
                        .forEach(error -> errors.add(new FieldError(name, String.valueOf(error.getDefaultMessage()))));
            }
        }
        return invalid(errors);
    }

    static Problem of(ServerWebInputException refusal) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(refusal);
        if (cause instanceof JacksonException json) {
            return JsonProblems.of(json);
        }
        if (cause instanceof DataBufferLimitException limit) {
            return tooLarge(limit);
        }
        MethodParameter parameter = refusal.getMethodParameter();
        if (parameter != null && parameter.hasParameterAnnotation(RequestParam.class)) {
            String type = parameter.getParameterType().getSimpleName();
            return invalid(
                    List.of(new FieldError(String.valueOf(parameter.getParameterName()), "is not a valid " + type)));
        }
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "missing-body",
                "The request has no body.",
                "Send the body as JSON with Content-Type: application/json.");
    }

    static Problem tooLarge(DataBufferLimitException limit) {
        return Problem.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "content-too-large",
                "The body of the request is too large: " + limit.getMessage() + ".",
                "Send a smaller body: no call needs more than a few kilobytes.");
    }

    private static List<FieldError> fieldErrors(Errors errors) {
        return errors.getFieldErrors().stream()
                .map(error -> new FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
    }

    static Problem invalid(List<FieldError> errors) {
        String detail = errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; ", "", "."));
        return Problem.of(
                HttpStatus.BAD_REQUEST, "invalid-value", detail, "Correct each field named. " + SCHEMA, errors);
    }
}
