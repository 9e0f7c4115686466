package io.offramp.dataplane;

import org.jspecify.annotations.Nullable;

/**
 * A pair that is wanted, and how far it has come.
 *
 * @param wanted what is remembered of it
 * @param active what was built, or {@code null} when that is not possible at the moment
 * @param obstacle why it could not be built; {@code null} when it was
 */
record Member(
        StoredPair wanted,
        @Nullable ActivePair active,
        @Nullable Condition obstacle) {

    static Member built(StoredPair wanted, ActivePair active) {
        return new Member(wanted.with(active.spec()), active, null);
    }

    static Member waiting(StoredPair wanted, Condition obstacle) {
        return new Member(wanted, null, obstacle);
    }

    PairSpec spec() {
        return wanted.spec();
    }
}
