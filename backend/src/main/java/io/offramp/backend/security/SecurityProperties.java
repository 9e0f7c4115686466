package io.offramp.backend.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of access to the API.
 *
 * @param stateDirectory where the service keeps what outlives it
 * @param security the tokens
 */
@Validated
@ConfigurationProperties("offramp")
record SecurityProperties(
        @DefaultValue("/var/lib/offramp") Path stateDirectory,
        @Valid @DefaultValue Security security) {

    /** @param operatorToken one more operator token; no first one is made in the state directory then */
    record Security(
            @Pattern(
                    regexp = "[A-Za-z0-9._~+/-]{16,512}=*",
                    message = "must be a bearer token (RFC 6750) of at least 16 characters")
            @Nullable
            String operatorToken) {

        /** Never shows the token: settings get printed. */
        @Override
        public String toString() {
            return "Security[operatorToken=" + (operatorToken == null ? "none" : "set") + "]";
        }
    }
}
