package io.offramp.backend.security;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "Token", description = "A token, without its plain text, which the service does not keep.")
record TokenResponse(
        @Schema(
                description =
                        "Its name: the author of what its holder changes. The one from the service's settings is named "
                                + "offramp.security.operator-token.",
                example = "alice")
        String name,

        Role role,

        @Schema(description = "When it was made; that from the settings: when the service started.")
        Instant createdAt,

        @Schema(description = "When it was last used; null: not since the service started.") @Nullable
        Instant lastUsedAt,

        @Schema(description = "From when on it counts no longer; null: never.") @Nullable
        Instant expiresAt) {

    static TokenResponse from(Token token, @Nullable Instant lastUsedAt) {
        return new TokenResponse(token.name(), token.role(), token.createdAt(), lastUsedAt, token.expiresAt());
    }
}
