package io.offramp.backend.history;

import io.offramp.backend.event.EventLog;
import io.offramp.backend.event.LoggedEvent;
import io.offramp.backend.openapi.Refuses;
import io.offramp.backend.stream.Streams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "events", description = "What happened by itself, and who changed what.")
class EventController {
    /** Numbers are taken as text: Spring's own reading takes hexadecimals, blanks and the digits of any script. */
    private static final String LIMIT = "^(?:[1-9][0-9]{0,2}|1000)$";

    private static final String ID = "^(?:0|[1-9][0-9]{0,17})$";
    private static final String ID_MESSAGE = "must be an event's id, or 0";

    private final EventLog log;
    private final EventFeed feed;
    private final Streams streams;

    EventController(EventLog log, EventFeed feed, Streams streams) {
        this.log = log;
        this.feed = feed;
        this.streams = streams;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What happened",
            description =
                    "In order of the ids, the newest last: the latest, or with `after` the first of those that came "
                            + "after an event, so that the last id of an answer leads to the next. The latest 5000 to 10000 are kept.")
    @Refuses(HttpStatus.BAD_REQUEST)
    Mono<List<EventResponse>> listEvents(
            @Parameter(
                            description = "How many at most, from 1 to 1000.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            format = "int32",
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    @RequestParam(defaultValue = "100")
                    @Pattern(regexp = LIMIT, message = "must be from 1 to 1000")
                    String limit,
            @Parameter(
                            description = "Only events with a greater id.",
                            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
                    @RequestParam(required = false)
                    @Pattern(regexp = ID, message = ID_MESSAGE)
                    @Nullable
                    String after) {
        int most = Integer.parseInt(limit);
        return Mono.fromSupplier(
                () -> answer(after == null ? log.latest(most) : log.after(Long.parseLong(after), most)));
    }

    private static List<EventResponse> answer(List<LoggedEvent> events) {
        return events.stream().map(EventResponse::from).toList();
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "What happens",
            description =
                    "Server-Sent Events of type `event` with the event's id, from now on; with Last-Event-ID first those "
                            + "that came after it and are still kept.")
    @ApiResponse(
            responseCode = "200",
            description = "One message an event.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            array = @ArraySchema(schema = @Schema(implementation = EventResponse.class))))
    @Refuses(HttpStatus.BAD_REQUEST)
    Flux<ServerSentEvent<EventResponse>> streamEvents(
            @Parameter(
                            description = "The id of the last event that the client has; 0 for all that are kept.",
                            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Pattern(regexp = ID, message = ID_MESSAGE)
                    @Nullable
                    String lastEventId) {
        return streams.bounded(feed.stream(lastEventId == null ? null : Long.valueOf(lastEventId)));
    }
}
