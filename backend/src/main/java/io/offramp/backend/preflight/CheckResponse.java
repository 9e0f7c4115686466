package io.offramp.backend.preflight;

import io.offramp.dataplane.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Check", description = "A check of what the service needs, and what it has found.")
record CheckResponse(
        @Schema(description = "A short stable identifier in kebab-case.", example = "tun")
        String id,

        CheckStatus status,

        @Schema(
                description = "What is the case, in one sentence.",
                example = "/dev/net/tun does not exist: no pair can be made")
        String finding,

        @Schema(
                description =
                        "A command for a shell that mends it, null when there is nothing to mend. $api and $token stand for "
                                + "the address of the API and for a token.",
                example = "modprobe tun")
        @Nullable
        String remedy) {

    static List<CheckResponse> from(List<Check> checks) {
        return checks.stream()
                .map(check -> new CheckResponse(
                        check.id(), CheckStatus.from(check.status()), check.finding(), check.remedy()))
                .toList();
    }
}
