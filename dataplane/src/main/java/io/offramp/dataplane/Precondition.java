package io.offramp.dataplane;

import org.jspecify.annotations.Nullable;

/** What must hold of a pair for a change of it to begin, so that nobody overwrites what they have not seen (RFC 9110, 13.1). */
@FunctionalInterface
public interface Precondition {
    /** Holds always. */
    Precondition NONE = _ -> true;

    /**
     * Asked on the control thread, right before the change.
     *
     * @param now what is wanted so far, every default filled in, or {@code null} when there is no such pair
     * @return false to refuse the change with {@link DataplaneException.Code#PRECONDITION_FAILED}
     */
    boolean holds(@Nullable PairSpec now);
}
