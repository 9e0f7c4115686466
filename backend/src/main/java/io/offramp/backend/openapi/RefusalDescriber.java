package io.offramp.backend.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * Describes what a call may refuse: what it says itself with {@link Refuses}; 403, where it changes something; and 401, 429 and
 * 503, which every call may answer.
 */
final class RefusalDescriber implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod call) {
        Refuses refuses = call.getMethodAnnotation(Refuses.class);
        if (refuses != null) {
            for (HttpStatus status : refuses.value()) {
                add(operation, status, problem(description(status)));
            }
        }
        add(
                operation,
                HttpStatus.UNAUTHORIZED,
                problem("The token is missing or wrong.")
                        .addHeaderObject(
                                HttpHeaders.WWW_AUTHENTICATE,
                                header("Says that a bearer token is wanted (RFC 6750).")));
        if (!call.hasMethodAnnotation(GetMapping.class)) {
            add(operation, HttpStatus.FORBIDDEN, problem(description(HttpStatus.FORBIDDEN)));
        }
        add(
                operation,
                HttpStatus.TOO_MANY_REQUESTS,
                problem("The token is wrong, and so were too many before it from this address.")
                        .addHeaderObject(
                                HttpHeaders.RETRY_AFTER, header("Seconds until a wrong token is answered 401 again.")));
        add(
                operation,
                HttpStatus.SERVICE_UNAVAILABLE,
                problem("The dataplane is busy or down, or too many streams are open.")
                        .addHeaderObject(HttpHeaders.RETRY_AFTER, header("Seconds to wait before another try.")));
        return operation;
    }

    private static void add(Operation operation, HttpStatus status, ApiResponse response) {
        operation.getResponses().addApiResponse(Integer.toString(status.value()), response);
    }

    private static String description(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> "Malformed: each field is named.";
            case FORBIDDEN -> "The token's role does not allow the call.";
            case NOT_FOUND -> "There is no such port, pair, tap or token.";
            case CONFLICT -> "At odds with what is there: a name, port or tap in use, or the last operator token.";
            case PRECONDITION_FAILED -> "The pair is not as the caller saw it: its ETag is another.";
            case UNPROCESSABLE_CONTENT -> "Valid, but impossible on this machine or with this device.";
            default -> throw new IllegalArgumentException("No call of ours refuses with " + status);
        };
    }

    private static ApiResponse problem(String description) {
        Schema<?> problem = new JsonSchema();
        problem.set$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
    }

    private static Header header(String description) {
        Schema<?> string = new JsonSchema();
        string.addType("string");
        return new Header().description(description).schema(string);
    }
}
