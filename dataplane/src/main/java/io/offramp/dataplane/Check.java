package io.offramp.dataplane;

import io.offramp.dataplane.preflight.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check of what the service needs, and what it has found.
 *
 * @param id a stable identifier in kebab-case
 * @param status how bad it is
 * @param finding what is the case, one sentence without a full stop
 * @param remedy a command for a shell, {@code null} with {@link Status#PASS} only
 */
public record Check(
        String id, Status status, String finding, @Nullable String remedy) {

    /** How bad it is, the worst last. */
    public enum Status {
        /** As it should be. */
        PASS,
        /** The service runs, though not as well as it could, or not everything of it. */
        WARN,
        /** The service does not start, or can make no pair. */
        FAIL
    }

    static Check of(Verdict verdict) {
        return new Check(verdict.id(), Status.valueOf(verdict.level().name()), verdict.finding(), verdict.remedy());
    }

    /** What has not passed, as a condition. */
    Optional<Condition> condition(String type) {
        return Optional.ofNullable(remedy).map(command -> new Condition(type, finding, command));
    }
}
