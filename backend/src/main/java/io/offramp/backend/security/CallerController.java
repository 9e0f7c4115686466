package io.offramp.backend.security;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/v1/caller", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "tokens", description = "Who may call, and what.")
class CallerController {

    @GetMapping
    @Operation(summary = "Who makes this call", description = "The name and role of the token that the call carries.")
    Mono<CallerResponse> getCaller(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return Mono.just(new CallerResponse(caller.name(), caller.role()));
    }
}
