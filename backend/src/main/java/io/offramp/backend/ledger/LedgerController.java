package io.offramp.backend.ledger;

import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.backend.openapi.Refuses;
import io.offramp.backend.validation.Patterns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The ledger in words. It tells of the last seconds, not of all time as {@code GET /counters} does: a loss that has been mended
 * is no longer the biggest, and one that began a moment ago is, whatever went well for days before.
 */
@RestController
@RequestMapping(path = "/api/v1/pairs/{name}/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "pairs")
class LedgerController {
    /** Up to {@link io.offramp.dataplane.PairWindow#MAX_SECONDS}. */
    private static final String SECONDS = "^(?:[1-9][0-9]?|[12][0-9]{2}|300)$";

    private final ReactiveDataplane dataplane;

    LedgerController(ReactiveDataplane dataplane) {
        this.dataplane = dataplane;
    }

    @GetMapping
    @Operation(
            summary = "A pair's biggest loss, in words",
            description =
                    "What became of the packets of the last seconds on either way: the pair's own ledger, the port's "
                            + "drops before it and the kernel's behind it. The biggest loss is named with its cause and a remedy.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Mono<LedgerResponse> getPairLedger(
            @Parameter(description = "The pair's name.", example = "exc0")
                    @PathVariable
                    @Pattern(regexp = Patterns.PAIR_NAME, message = Patterns.PAIR_NAME_MESSAGE)
                    String name,
            @Parameter(
                            description =
                                    "How far back, in seconds. The service reads the counters once a second, so the window "
                                            + "may be up to a second longer; it is shorter where the pair was built later.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            format = "int32",
                                            minimum = "1",
                                            maximum = "300",
                                            defaultValue = "10"))
                    @RequestParam(defaultValue = "10")
                    @Pattern(regexp = SECONDS, message = "must be from 1 to 300")
                    String seconds) {
        return dataplane
                .call(d -> d.window(name, Duration.ofSeconds(Integer.parseInt(seconds))))
                .map(LedgerVerdict::of);
    }
}
