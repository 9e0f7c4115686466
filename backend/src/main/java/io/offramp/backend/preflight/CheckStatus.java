package io.offramp.backend.preflight;

import io.offramp.dataplane.Check;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(
        description =
                "How bad it is: PASS (as it should be), WARN (the service runs, though not as well as it could, or not "
                        + "everything of it), FAIL (the service does not start, or can make no pair).")
enum CheckStatus {
    PASS,
    WARN,
    FAIL;

    static CheckStatus from(Check.Status status) {
        return switch (status) {
            case PASS -> PASS;
            case WARN -> WARN;
            case FAIL -> FAIL;
        };
    }
}
