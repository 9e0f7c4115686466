package io.offramp.backend.tap;

import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.backend.event.Author;
import io.offramp.backend.event.EventLog;
import io.offramp.backend.openapi.Refuses;
import io.offramp.backend.validation.Patterns;
import io.offramp.dataplane.Dataplane;
import io.offramp.dataplane.Tap;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/v1/taps", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "taps", description = "The kernel interfaces of the pairs.")
class TapController {
    private final ReactiveDataplane dataplane;
    private final EventLog events;

    TapController(ReactiveDataplane dataplane, EventLog events) {
        this.dataplane = dataplane;
        this.events = events;
    }

    @GetMapping
    @Operation(summary = "The taps of all pairs", description = "In order of their names.")
    Mono<List<TapResponse>> listTaps() {
        return dataplane
                .call(Dataplane::taps)
                .map(taps -> taps.stream().map(TapResponse::from).toList());
    }

    @GetMapping("/{name}")
    @Operation(summary = "One tap", description = "Interfaces that belong to no pair are not found.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Mono<TapResponse> getTap(
            @Parameter(description = "The tap's name.", example = "exc0")
                    @PathVariable
                    @Pattern(regexp = Patterns.TAP_NAME, message = Patterns.TAP_NAME_MESSAGE)
                    String name) {
        return dataplane.call(d -> d.tap(name)).map(TapResponse::from);
    }

    @PatchMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Change a tap",
            description = "Through netlink. A field that is missing or null stays as it is.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.UNPROCESSABLE_CONTENT})
    Mono<TapResponse> changeTap(
            @Parameter(description = "The tap's name.", example = "exc0")
                    @PathVariable
                    @Pattern(regexp = Patterns.TAP_NAME, message = Patterns.TAP_NAME_MESSAGE)
                    String name,
            @RequestBody @Valid TapChangeRequest request,
            @Parameter(hidden = true) Author author) {
        return dataplane
                .call(d -> d.tap(name)
                        .thenCompose(before -> d.changeTap(name, request.toChange())
                                .thenApply(after -> changed(author, before, after))))
                .map(TapResponse::from);
    }

    private Tap changed(Author author, Tap before, Tap after) {
        String differences = TapDifferences.between(before, after).stream().collect(Collectors.joining(", "));
        if (!differences.isEmpty()) {
            events.record(author, "tap.changed", after.name(), differences);
        }
        return after;
    }
}
