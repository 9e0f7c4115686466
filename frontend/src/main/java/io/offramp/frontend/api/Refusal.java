package io.offramp.frontend.api;

import io.offramp.client.model.FieldError;
import io.offramp.client.model.Problem;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Why a call did not succeed, in words for the operator.
 *
 * @param status the HTTP status, or 0 when there was no answer
 * @param message what happened, in one sentence
 * @param remedy what to do about it
 * @param errors the fields concerned, as the API names them
 */
public record Refusal(int status, String message, String remedy, List<FieldError> errors) {
    private static final String CHECK = "Check that the service runs: ./offramp run, or its log.";

    /**
     * Reads what a call failed with.
     *
     * @param failure an error of the generated client
     * @return the API's own words where it answered with a problem
     */
    public static Refusal of(Throwable failure) {
        return switch (failure) {
            case WebClientResponseException answer -> of(answer);
            case WebClientRequestException _ -> new Refusal(0, "The service does not answer.", CHECK, List.of());
            case TimeoutException _ -> new Refusal(0, "The service did not answer in time.", CHECK, List.of());
            default -> new Refusal(0, "The call failed: " + failure, CHECK, List.of());
        };
    }

    private static Refusal of(WebClientResponseException answer) {
        int status = answer.getStatusCode().value();
        Problem problem = problem(answer);
        if (problem == null || problem.getDetail() == null) {
            return new Refusal(
                    status, "The service answered with status %d.".formatted(status), "See its log.", List.of());
        }
        List<FieldError> errors = problem.getErrors();
        if (errors.isEmpty() && problem.getField() != null) {
            errors = List.of(new FieldError().field(problem.getField()).message(problem.getDetail()));
        }
        return new Refusal(status, problem.getDetail(), problem.getRemedy(), List.copyOf(errors));
    }

    private static @Nullable Problem problem(WebClientResponseException answer) {
        try {
            return answer.getResponseBodyAs(Problem.class);
        } catch (RuntimeException noProblem) {
            // A proxy's error page, say: the status is all there is.
            return null;
        }
    }

    /**
     * Whether the token was refused.
     *
     * @return true with status 401
     */
    public boolean unauthorized() {
        return status == HttpStatus.UNAUTHORIZED.value();
    }
}
