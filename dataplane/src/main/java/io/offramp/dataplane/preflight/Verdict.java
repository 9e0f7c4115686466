package io.offramp.dataplane.preflight;

import org.jspecify.annotations.Nullable;

/**
 * What a check has found.
 *
 * @param id the check's stable identifier in kebab-case
 * @param level how bad it is
 * @param finding one sentence without a full stop
 * @param remedy a command for a shell, {@code null} with {@link Level#PASS} only
 */
public record Verdict(
        String id, Level level, String finding, @Nullable String remedy) {

    /** How bad it is. */
    public enum Level {
        /** As it should be. */
        PASS,
        /** The service runs, though not as well as it could, or not everything of it. */
        WARN,
        /** The service does not start, or can make no pair. */
        FAIL
    }

    static Verdict pass(String id, String finding) {
        return new Verdict(id, Level.PASS, finding, null);
    }

    static Verdict warn(String id, String finding, String remedy) {
        return new Verdict(id, Level.WARN, finding, remedy);
    }

    static Verdict fail(String id, String finding, String remedy) {
        return new Verdict(id, Level.FAIL, finding, remedy);
    }
}
