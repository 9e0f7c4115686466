package io.offramp.backend.pair;

import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.backend.event.Author;
import io.offramp.backend.openapi.Refuses;
import io.offramp.backend.validation.Patterns;
import io.offramp.dataplane.Dataplane;
import io.offramp.dataplane.Pair;
import io.offramp.dataplane.PairChange;
import io.offramp.dataplane.PairPlan;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/v1/pairs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "pairs", description = "Pairs: one port and the virtio_user port created for it.")
class PairController {
    private static final String ETAG =
            "Of what was asked for, not of the status: it changes with every change of the spec.";

    private final ReactiveDataplane dataplane;
    private final PairEvents events;

    PairController(ReactiveDataplane dataplane, PairEvents events) {
        this.dataplane = dataplane;
        this.events = events;
    }

    @GetMapping
    @Operation(summary = "All pairs", description = "In order of their names.")
    Mono<List<PairResponse>> listPairs() {
        return dataplane
                .call(Dataplane::pairs)
                .map(pairs -> pairs.stream().map(PairResponse::from).toList());
    }

    @GetMapping("/{name}")
    @Operation(summary = "One pair", description = "What was asked for, and what is.")
    @ApiResponse(
            responseCode = "200",
            description = "The pair.",
            headers = @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string")))
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Mono<PairResponse> getPair(
            @Parameter(description = "The pair's name.", example = "exc0")
                    @PathVariable
                    @Pattern(regexp = Patterns.PAIR_NAME, message = Patterns.PAIR_NAME_MESSAGE)
                    String name,
            ServerHttpResponse response) {
        return dataplane.call(d -> d.pair(name)).map(pair -> tagged(pair, response));
    }

    /** Set aside from the answer, or Spring would answer 304 to a spec that is known though the status has changed. */
    private static PairResponse tagged(Pair pair, ServerHttpResponse response) {
        response.getHeaders().setETag(EntityTag.of(pair.spec()));
        return PairResponse.from(pair);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Create a pair",
            description = "Makes the virtio_user port and its tap beside the port, and starts to forward. "
                    + "A refused or failed call leaves nothing behind.")
    @ApiResponse(
            responseCode = "201",
            description = "The pair, which forwards.",
            headers = {
                @Header(name = HttpHeaders.LOCATION, description = "Its address.", schema = @Schema(type = "string")),
                @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string"))
            })
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    Mono<ResponseEntity<PairResponse>> createPair(
            @RequestBody @Valid PairRequest request,
            @Parameter(hidden = true) Author author,
            ServerHttpResponse response) {
        return dataplane
                .call(d -> d.createPair(request.toSpec()).thenApply(pair -> events.created(author, pair)))
                .map(pair -> ResponseEntity.created(address(pair)).body(tagged(pair, response)));
    }

    private static URI address(Pair pair) {
        return URI.create("/api/v1/pairs/" + pair.spec().name());
    }

    @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Create or change a pair",
            description =
                    "Makes of the pair what the request says, with the least disturbance: the tap's settings change "
                            + "while it forwards, all else needs a rebuild, over which a persistent tap is kept where possible. A "
                            + "field that is left out becomes its default. When the call fails the pair is as it was.")
    @ApiResponse(
            responseCode = "200",
            description = "The pair is as wanted; with dryRun, the plan.",
            headers = @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "201",
            description = "The pair was created, and forwards.",
            headers = {
                @Header(name = HttpHeaders.LOCATION, description = "Its address.", schema = @Schema(type = "string")),
                @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string"))
            },
            content = @Content(schema = @Schema(implementation = ChangeResponse.class)))
    @Refuses({
        HttpStatus.BAD_REQUEST,
        HttpStatus.NOT_FOUND,
        HttpStatus.CONFLICT,
        HttpStatus.PRECONDITION_FAILED,
        HttpStatus.UNPROCESSABLE_CONTENT
    })
    Mono<ResponseEntity<ChangeResponse>> putPair(
            @Parameter(description = "The pair's name.", example = "exc0")
                    @PathVariable
                    @Pattern(regexp = Patterns.PAIR_NAME, message = Patterns.PAIR_NAME_MESSAGE)
                    String name,
            @Parameter(description = "Change nothing; answer what would be done.") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @Parameter(description = "The change is made only if the pair still has this ETag, or * for: if it exists.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    List<String> ifMatch,
            @Parameter(description = "With *: the change is made only if there is no such pair.")
                    @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable
                    List<String> ifNoneMatch,
            @RequestBody @Valid PairRequest request,
            @Parameter(hidden = true) Author author,
            ServerHttpResponse response) {
        PairSpec wanted = request.toSpecOf(name);
        if (dryRun) {
            return dataplane
                    .call(d -> d.planPair(wanted))
                    .map(plan -> ResponseEntity.ok(new ChangeResponse(PlanResponse.from(plan), null)));
        }
        Precondition precondition = EntityTag.precondition(ifMatch, ifNoneMatch);
        return dataplane
                .call(d -> d.putPair(wanted, precondition).thenApply(done -> events.changed(author, done)))
                .map(done -> answer(done, response));
    }

    private static ResponseEntity<ChangeResponse> answer(PairChange done, ServerHttpResponse response) {
        ChangeResponse body = new ChangeResponse(PlanResponse.from(done.plan()), tagged(done.pair(), response));
        return done.plan().action() == PairPlan.Action.CREATE
                ? ResponseEntity.created(address(done.pair())).body(body)
                : ResponseEntity.ok(body);
    }

    // Answers nothing, so it must not refuse a client that accepts nothing but problems.
    @DeleteMapping(path = "/{name}", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a pair",
            description =
                    "Stops forwarding and removes the virtio_user port and its tap. No other pair loses a packet.")
    @ApiResponse(responseCode = "204", description = "Nothing of the pair is left; its port is free.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.PRECONDITION_FAILED})
    Mono<Void> deletePair(
            @Parameter(description = "The pair's name.", example = "exc0")
                    @PathVariable
                    @Pattern(regexp = Patterns.PAIR_NAME, message = Patterns.PAIR_NAME_MESSAGE)
                    String name,
            @Parameter(description = "The pair is deleted only if it still has this ETag.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    List<String> ifMatch,
            @Parameter(hidden = true) Author author) {
        return dataplane.call(d ->
                d.deletePair(name, EntityTag.precondition(ifMatch, null)).thenRun(() -> events.deleted(author, name)));
    }
}
