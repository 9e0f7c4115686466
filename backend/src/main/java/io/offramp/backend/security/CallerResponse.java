package io.offramp.backend.security;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "Caller", description = "Who makes this call.")
record CallerResponse(
        @Schema(description = "The name of the token.", example = "alice")
        String name,

        Role role) {}
