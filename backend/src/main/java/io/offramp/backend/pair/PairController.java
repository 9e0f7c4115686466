package io.offramp.backend.pair;

import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.backend.openapi.Refuses;
import io.offramp.backend.validation.Patterns;
import io.offramp.dataplane.Dataplane;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/v1/pairs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "pairs", description = "Pairs: one port and the virtio_user port created for it.")
class PairController {
    private final ReactiveDataplane dataplane;

    PairController(ReactiveDataplane dataplane) {
        this.dataplane = dataplane;
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
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Mono<PairResponse> getPair(
            @Parameter(description = "The pair's name.", example = "exc0")
                    @PathVariable
                    @Pattern(regexp = Patterns.PAIR_NAME, message = Patterns.PAIR_NAME_MESSAGE)
                    String name) {
        return dataplane.call(d -> d.pair(name)).map(PairResponse::from);
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
            headers = @Header(name = "Location", description = "Its address.", schema = @Schema(type = "string")))
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    Mono<ResponseEntity<PairResponse>> createPair(@RequestBody @Valid PairRequest request) {
        return dataplane
                .call(d -> d.createPair(request.toSpec()))
                .map(pair -> ResponseEntity.created(
                                URI.create("/api/v1/pairs/" + pair.spec().name()))
                        .body(PairResponse.from(pair)));
    }

    // Answers nothing, so it must not refuse a client that accepts nothing but problems.
    @DeleteMapping(path = "/{name}", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Delete a pair",
            description =
                    "Stops forwarding and removes the virtio_user port and its tap. No other pair loses a packet.")
    @ApiResponse(responseCode = "204", description = "Nothing of the pair is left; its port is free.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Mono<Void> deletePair(
            @Parameter(description = "The pair's name.", example = "exc0")
                    @PathVariable
                    @Pattern(regexp = Patterns.PAIR_NAME, message = Patterns.PAIR_NAME_MESSAGE)
                    String name) {
        return dataplane.call(d -> d.deletePair(name));
    }
}
