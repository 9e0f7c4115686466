package io.offramp.backend.security;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of access to the API.
 *
 * @param operatorToken one more operator token; no first one is made in the state directory then
 */
@Validated
@ConfigurationProperties("offramp.security")
record SecurityProperties(
        @Pattern(
                regexp = "[A-Za-z0-9._~+/-]{16,512}=*",
                message = "must be a bearer token (RFC 6750) of at least 16 characters")
        @Nullable
        String operatorToken) {

    /** Never shows the token: settings get printed. */
    @Override
    public String toString() {
        return "SecurityProperties[operatorToken=" + (operatorToken == null ? "none" : "set") + "]";
    }
}
