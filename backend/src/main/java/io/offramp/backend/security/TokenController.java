package io.offramp.backend.security;

import io.offramp.backend.event.Author;
import io.offramp.backend.event.EventLog;
import io.offramp.backend.openapi.Refuses;
import io.offramp.backend.validation.Patterns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@RestController
@RequestMapping(path = "/api/v1/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "tokens", description = "Who may call, and what.")
class TokenController {
    private final Tokens tokens;
    private final EventLog events;

    TokenController(Tokens tokens, EventLog events) {
        this.tokens = tokens;
        this.events = events;
    }

    @GetMapping
    @Operation(summary = "All tokens", description = "Those that have expired included. For operators.")
    @Refuses(HttpStatus.FORBIDDEN)
    Mono<List<TokenResponse>> listTokens() {
        return Mono.fromSupplier(() -> tokens.list().stream()
                .map(token -> TokenResponse.from(token, tokens.lastUsed(token).orElse(null)))
                .toList());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a token", description = "It counts at once, and its plain text is in this answer only.")
    @ApiResponse(responseCode = "201", description = "The token with its plain text.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.CONFLICT})
    Mono<NewTokenResponse> createToken(
            @RequestBody @Valid TokenRequest request, @Parameter(hidden = true) Author author) {
        return onDisk(() -> {
                    Tokens.Made made = tokens.create(request.name(), request.role(), request.expiresAt());
                    events.record(
                            author,
                            "token.created",
                            request.name(),
                            "%s, %s".formatted(request.role(), expiry(request.expiresAt())));
                    return made;
                })
                .map(NewTokenResponse::from);
    }

    // Answers nothing, so it must not refuse a client that accepts nothing but problems.
    @DeleteMapping(path = "/{name}", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a token",
            description =
                    "It counts no longer from the answer on, and streams that were opened with it end. The last operator "
                            + "token that does not expire is not deleted.")
    @ApiResponse(responseCode = "204", description = "The token counts no longer.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    Mono<Void> deleteToken(
            @Parameter(description = "The token's name.", example = "alice")
                    @PathVariable
                    @Pattern(regexp = Patterns.TOKEN_NAME, message = Patterns.TOKEN_NAME_MESSAGE)
                    String name,
            @Parameter(hidden = true) Author author) {
        return onDisk(() -> {
                    tokens.delete(name);
                    events.record(author, "token.deleted", name, "it counts no longer");
                    return null;
                })
                .then();
    }

    private static String expiry(@Nullable Instant at) {
        return at == null ? "does not expire" : "expires at %s".formatted(at);
    }

    /** A client that hangs up must not interrupt a change half-way. */
    private static <T extends @Nullable Object> Mono<T> onDisk(Supplier<T> change) {
        return Mono.fromFuture(
                () -> CompletableFuture.supplyAsync(change, Schedulers.boundedElastic()::schedule), true);
    }
}
