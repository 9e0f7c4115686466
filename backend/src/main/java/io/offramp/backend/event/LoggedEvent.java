package io.offramp.backend.event;

import io.offramp.dataplane.Event.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept.
 *
 * @param id increases from event to event, over restarts too
 * @param time when it happened
 * @param type what happened, as a stable dotted word such as {@code pair.created}
 * @param subject the name of the pair, port, tap, token, device or document that it happened to, or {@link #SERVICE}
 * @param message what happened, in words
 * @param severity how much an operator should care
 * @param author the name of the token that asked for it; {@link #SERVICE} or {@link #KERNEL} when nobody did
 * @param origin the address of the caller; {@code null} when nobody called
 */
public record LoggedEvent(
        long id,
        Instant time,
        String type,
        String subject,
        String message,
        Severity severity,
        String author,
        @Nullable String origin) {
    /** The service itself, as author or as subject. */
    public static final String SERVICE = "service";

    /** The kernel, or somebody who spoke to it past the service. */
    public static final String KERNEL = "kernel";
}
