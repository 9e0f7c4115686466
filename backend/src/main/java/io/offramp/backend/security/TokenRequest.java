package io.offramp.backend.security;

import io.offramp.backend.validation.Patterns;
import io.offramp.backend.validation.TimeDeserializer;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

@Schema(description = "A token to make.")
record TokenRequest(
        @Schema(
                description = "Its name, unique among the tokens: the author of what its holder changes.",
                example = "alice",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotNull(message = "is required")
        @Pattern(regexp = Patterns.TOKEN_NAME, message = Patterns.TOKEN_NAME_MESSAGE)
        String name,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @NotNull(message = "is required")
        Role role,

        @Schema(description = "From when on it counts no longer; by default never.", example = "2027-12-31T00:00:00Z")
        @JsonDeserialize(using = TimeDeserializer.class)
        @Future(message = "must be in the future")
        @Nullable
        Instant expiresAt) {}
