package io.offramp.backend.security;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "NewToken", description = "A token that was just made, with its plain text.")
record NewTokenResponse(
        @Schema(description = "Its name.", example = "alice")
        String name,

        Role role,

        @Schema(description = "When it was made.") Instant createdAt,

        @Schema(description = "From when on it counts no longer; null: never.") @Nullable
        Instant expiresAt,

        @Schema(
                description = "Its plain text, for the header Authorization: Bearer. It is told here and never again.",
                example = "Tg3XtMsMvuWdRdmU0_UqT7d2rMLlW3UfSnok2wVVv5I")
        String token) {

    static NewTokenResponse from(Tokens.Made made) {
        Token token = made.token();
        return new NewTokenResponse(token.name(), token.role(), token.createdAt(), token.expiresAt(), made.secret());
    }

    /** Never shows the plain text: answers get logged. */
    @Override
    public String toString() {
        return "NewTokenResponse[name=" + name + "]";
    }
}
