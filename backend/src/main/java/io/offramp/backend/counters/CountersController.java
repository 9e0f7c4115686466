package io.offramp.backend.counters;

import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.backend.openapi.Refuses;
import io.offramp.backend.stream.Streams;
import io.offramp.dataplane.Dataplane;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/counters")
@Tag(name = "counters", description = "The packet ledgers of all pairs, the kernel's side joined in.")
class CountersController {
    private static final String INTERVAL_MESSAGE = "must be from PT0.1S to PT1M";

    private final ReactiveDataplane dataplane;
    private final CountersFeed feed;
    private final Streams streams;

    CountersController(ReactiveDataplane dataplane, CountersFeed feed, Streams streams) {
        this.dataplane = dataplane;
        this.feed = feed;
        this.streams = streams;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The counters of every pair", description = "A snapshot in which every ledger balances.")
    Mono<CountersResponse> getCounters() {
        return dataplane.call(Dataplane::counters).map(CountersResponse::from);
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "The counters of every pair, again and again",
            description =
                    "Server-Sent Events of type `counters` with an increasing id; the first comes at once. A gap in the "
                            + "ids is a snapshot that was skipped because the dataplane was busy.")
    @ApiResponse(
            responseCode = "200",
            description = "One event an interval.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            array = @ArraySchema(schema = @Schema(implementation = CountersResponse.class))))
    @Refuses(HttpStatus.BAD_REQUEST)
    Flux<ServerSentEvent<CountersResponse>> streamCounters(
            @Parameter(
                            description =
                                    "Time between two events as an ISO 8601 duration, from PT0.1S to PT1M; rounded up "
                                            + "to a tenth of a second.",
                            schema = @Schema(type = "string", format = "duration", defaultValue = "PT1S"))
                    @RequestParam(defaultValue = "PT1S")
                    @DurationMin(millis = 100, message = INTERVAL_MESSAGE)
                    @DurationMax(minutes = 1, message = INTERVAL_MESSAGE)
                    Duration interval) {
        return streams.bounded(feed.stream(interval));
    }
}
