package io.offramp.backend.condition;

import io.offramp.dataplane.Condition;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Something an operator should know.
 *
 * @param type a stable identifier
 * @param message what is the case
 * @param remedy what to do about it
 */
@Schema(
        name = "Condition",
        description = "Something an operator should know about the host, a port, a pair or a poller.")
public record ConditionResponse(
        @Schema(description = "A short stable identifier in CamelCase.", example = "BackendFallback")
        String type,

        @Schema(
                description = "What is the case, in one sentence.",
                example = "/dev/vhost-net does not exist: the pair uses net_tap.")
        String message,

        @Schema(description = "What to do about it: a sentence, or a command to paste.", example = "modprobe vhost-net")
        String remedy) {

    /**
     * The dataplane's conditions as the API shows them.
     *
     * @param conditions the dataplane's
     * @return the API's, in the same order
     */
    public static List<ConditionResponse> from(List<Condition> conditions) {
        return conditions.stream()
                .map(condition -> new ConditionResponse(condition.type(), condition.message(), condition.remedy()))
                .toList();
    }
}
