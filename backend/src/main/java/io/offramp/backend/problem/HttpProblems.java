package io.offramp.backend.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** Requests that HTTP itself or the framework refuses before a call sees them, as problems. */
final class HttpProblems {
    private HttpProblems() {}

    static Problem of(ResponseStatusException refusal) {
        return switch (refusal) {
            case MethodNotAllowedException method ->
                Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "method-not-allowed",
                        "There is no %s here.".formatted(method.getHttpMethod()),
                        "Use one of the methods in the Allow header: %s.".formatted(method.getSupportedMethods()));
            case UnsupportedMediaTypeStatusException media ->
                Problem.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "The body is of type %s.".formatted(media.getContentType()),
                        "Send one of %s.".formatted(media.getSupportedMediaTypes()));
            case NotAcceptableStatusException accept ->
                Problem.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        "not-acceptable",
                        "The answer cannot be of a type in the Accept header.",
                        "Accept one of %s.".formatted(accept.getSupportedMediaTypes()));
            default -> ofStatus(refusal);
        };
    }

    static Problem unauthorized() {
        return Problem.of(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "The call needs a token, and the request has none that counts.",
                "Send the header Authorization: Bearer <token>, or to a browser that shows the documentation give the token "
                        + "as password. The first token is in the file operator-token in the state directory; operators "
                        + "make others by POST /api/v1/tokens.");
    }

    static Problem forbidden() {
        return Problem.of(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "The call needs a token of role OPERATOR, and the request's is of role VIEWER.",
                "Use an operator's token; an operator makes one by POST /api/v1/tokens.");
    }

    static Problem tooManyFailedSignIns() {
        return Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-failed-sign-ins",
                "The token is wrong, and so were too many before it from this address.",
                "Correct the token: a right one is accepted at once. Wrong ones are counted again after Retry-After.");
    }

    static Problem malformed() {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "malformed-request",
                "The address of the request is not allowed: it has an encoded slash, a double slash or the like.",
                "Use the addresses of the OpenAPI document in /v3/api-docs.");
    }

    static Problem timeout() {
        return Problem.of(
                HttpStatus.REQUEST_TIMEOUT,
                "request-timeout",
                "The body of the request did not come in time.",
                "Send it as a whole: a body may take ten seconds.");
    }

    static Problem internal() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "The service failed in a way that it should not.",
                "Look for the error in the service's log, and report it.");
    }

    private static Problem ofStatus(ResponseStatusException refusal) {
        HttpStatus status = HttpStatus.valueOf(refusal.getStatusCode().value());
        if (status == HttpStatus.NOT_FOUND) {
            return Problem.of(
                    status,
                    "not-found",
                    "There is nothing at this address.",
                    "Use the addresses of the OpenAPI document in /v3/api-docs.");
        }
        return Problem.of(
                status,
                status.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                String.valueOf(refusal.getReason()),
                "See the OpenAPI document in /v3/api-docs.");
    }
}
