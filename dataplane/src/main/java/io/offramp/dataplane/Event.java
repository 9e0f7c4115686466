package io.offramp.dataplane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened by itself: what a call changed is known to whoever made it.
 *
 * @param time when
 * @param severity how much an operator should care
 * @param author who did it
 * @param type what, as a stable dotted word such as {@code pair.degraded}
 * @param subject the name of the pair, tap, document or device that it happened to; {@code null} when it concerns
 *     the service as a whole
 * @param message what happened, in one sentence
 */
public record Event(
        Instant time,
        Severity severity,
        Author author,
        String type,
        @Nullable String subject,
        String message) {

    /** How much an operator should care. */
    public enum Severity {
        /** All is as wanted. */
        INFO,
        /** Packets move, but something is not as wanted. */
        WARNING,
        /** Packets do not move, or something was lost. */
        ERROR
    }

    /** Who did something that nobody called for. */
    public enum Author {
        /** This service. */
        SERVICE,
        /** The kernel, or somebody who spoke to it past the service, as {@code ip link} does. */
        KERNEL
    }
}
