package io.offramp.dataplane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a pair.
 *
 * @param time when
 * @param severity how much an operator should care
 * @param type what, in one word such as {@code TapGone}; where a condition tells the same it is the condition's type
 * @param pair the pair's name, or {@code null} when it concerns none
 * @param message what happened, in one sentence
 */
public record Event(
        Instant time,
        Severity severity,
        String type,
        @Nullable String pair,
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
}
