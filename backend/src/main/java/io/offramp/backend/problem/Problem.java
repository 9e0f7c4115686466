package io.offramp.backend.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What the API answers instead of a result (RFC 9457).
 *
 * @param type always {@code about:blank}: {@code code} identifies the problem
 * @param title the HTTP status in words
 * @param status the HTTP status
 * @param detail what happened, in one sentence
 * @param instance the path of the request
 * @param code a stable identifier in kebab-case
 * @param remedy what to do
 * @param field the field of the request concerned, when it is a single one
 * @param errors every field concerned
 */
@Schema(description = "Why a call was refused or failed, and what to do (RFC 9457).")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(description = "Always about:blank: `code` identifies the problem.", example = "about:blank")
        String type,

        @Schema(description = "The HTTP status in words.", example = "Conflict")
        String title,

        @Schema(description = "The HTTP status.", example = "409")
        int status,

        @Schema(description = "What happened, in one sentence.", example = "Port net_af_packet0 is used by pair exc0.")
        String detail,

        @Schema(description = "The path of the request.", example = "/api/v1/pairs")
        String instance,

        @Schema(description = "A stable identifier of the problem, in kebab-case.", example = "port-in-use")
        String code,

        @Schema(
                description = "What to do: a sentence, or a command to paste.",
                example = "Delete the pair exc0, or name another port.")
        String remedy,

        @Schema(
                description = "The field of the request concerned, when it is a single one.",
                example = "port",
                requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable
        String field,

        @Schema(description = "Every field of the request concerned.")
        List<FieldError> errors) {

    /**
     * A field that was refused.
     *
     * @param field its path in the body, or the name of a path or query parameter
     * @param message why
     */
    @Schema(description = "A field that was refused, and why.")
    public record FieldError(
            @Schema(
                    description = "Its path in the body, or the name of a path or query parameter.",
                    example = "tap.mac")
            String field,

            @Schema(
                    description = "Why it was refused.",
                    example = "must be a unicast MAC address such as 02:00:00:00:00:01")
            String message) {}

    static Problem of(HttpStatus status, String code, String detail, String remedy, List<FieldError> errors) {
        List<String> fields = errors.stream().map(FieldError::field).distinct().toList();
        return new Problem(
                "about:blank",
                status.getReasonPhrase(),
                status.value(),
                detail,
                "",
                code,
                remedy,
                fields.size() == 1 ? fields.getFirst() : null,
                errors);
    }

    static Problem of(HttpStatus status, String code, String detail, String remedy) {
        return of(status, code, detail, remedy, List.of());
    }

    Problem at(String path) {
        return new Problem(type, title, status, detail, path, code, remedy, field, errors);
    }
}
