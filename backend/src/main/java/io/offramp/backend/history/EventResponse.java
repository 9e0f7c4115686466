package io.offramp.backend.history;

import io.offramp.backend.event.LoggedEvent;
import io.offramp.dataplane.Event.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "Event", description = "Something that happened by itself, or that a call has changed.")
record EventResponse(
        @Schema(description = "Increases from event to event, over restarts too.", example = "1207")
        long id,

        @Schema(description = "When it happened.", example = "2026-11-23T01:12:04.103Z")
        Instant time,

        @Schema(
                description =
                        "What happened, as a stable dotted word: pair.created, pair.changed, pair.rebuilt, pair.deleted, "
                                + "pair.adopted, pair.restored, pair.healed, pair.degraded, pair.failed, pair.condition, "
                                + "port.plugged, port.unplugged, device.bound, device.given-back, tap.changed, tap.orphaned, token.created, token.deleted, "
                                + "sign-in.limited, netlink.overrun, document.set-aside, service.started, service.stopped, "
                                + "service.upkeep-failed, events.damaged, events.lost; a later service may know more.",
                example = "pair.created")
        String type,

        @Schema(
                description =
                        "The name of the pair, port, tap, token, device or document that it happened to; service for the service itself.",
                example = "exc0")
        String subject,

        @Schema(description = "What happened, in words.", example = "port net_af_packet0, tap exc0")
        String message,

        @Schema(
                description = "INFO: all is as wanted; WARNING: packets move, but something is not as wanted; "
                        + "ERROR: packets do not move, or something was lost.")
        Severity severity,

        @Schema(
                description = "The name of the token that asked for it; service or kernel when nobody did.",
                example = "alice")
        String author,

        @Schema(
                description = "The address of the caller; of a proxy, where there is one. Null when nobody called.",
                example = "127.0.0.1")
        @Nullable
        String origin) {

    static EventResponse from(LoggedEvent event) {
        return new EventResponse(
                event.id(),
                event.time(),
                event.type(),
                event.subject(),
                event.message(),
                event.severity(),
                event.author(),
                event.origin());
    }
}
