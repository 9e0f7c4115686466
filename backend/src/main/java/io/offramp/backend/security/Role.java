package io.offramp.backend.security;

import io.swagger.v3.oas.annotations.media.Schema;

/** What the holder of a token may do. */
@Schema(
        description =
                "What the holder of a token may do: VIEWER reads everything but the tokens (GET), OPERATOR may make "
                        + "every call.")
public enum Role {
    /** Reads everything but the tokens, and changes nothing. */
    VIEWER,
    /** Makes every call. */
    OPERATOR;

    String authority() {
        return "ROLE_" + name();
    }
}
