package io.offramp.dataplane;

import org.jspecify.annotations.Nullable;

/**
 * A pair as it is remembered beyond the life of the process.
 *
 * @param spec what is wanted, every default filled in
 * @param portDevargs with what its port was plugged when it was plugged at run time, or {@code null} when EAL's arguments
 *     bring it
 */
public record StoredPair(PairSpec spec, @Nullable String portDevargs) {

    StoredPair with(PairSpec changed) {
        return new StoredPair(changed, portDevargs);
    }
}
