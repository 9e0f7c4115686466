package io.offramp.dataplane;

import java.util.List;

/**
 * What it takes to make of a pair what is wanted.
 *
 * @param action what it comes down to
 * @param interrupts whether the pair loses packets meanwhile; no other pair ever does
 * @param operations the single steps in order, each in a few words
 */
public record PairPlan(Action action, boolean interrupts, List<String> operations) {

    /** What a plan comes down to. */
    public enum Action {
        /** The pair is made. */
        CREATE,
        /** It is changed while it forwards. */
        CHANGE,
        /** It is taken apart and built anew. */
        REBUILD,
        /** It is as wanted. */
        NOTHING
    }

    /** Takes a copy of the list. */
    public PairPlan {
        operations = List.copyOf(operations);
    }
}
