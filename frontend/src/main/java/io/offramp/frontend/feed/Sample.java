package io.offramp.frontend.feed;

import io.offramp.client.model.PairCounters;
import io.offramp.client.model.TapCounters;
import java.time.Instant;

/**
 * A pair's counters at one time, and how fast they climbed since the time before.
 *
 * @param time when the service read them, by its clock
 * @param counters the ledger
 * @param rates per second since the sample before
 */
public record Sample(Instant time, PairCounters counters, Rates rates) {

    /**
     * Packets that were lost though nobody asked for it.
     *
     * @return how many since the pair was made
     */
    public long lost() {
        TapCounters tap = counters.getTap();
        return counters.getToKernel().getRingFull()
                + counters.getFromKernel().getRingFull()
                + (tap == null ? 0 : tap.getRxDropped() + tap.getTxDropped());
    }
}
