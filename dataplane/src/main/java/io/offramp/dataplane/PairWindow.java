package io.offramp.dataplane;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a pair's packets within the last so many seconds, with all that can explain it.
 *
 * @param pair as it is at the end
 * @param pollers those that forward for it, at the end
 * @param span where it began and ended; {@code null} for a pair that could not be built, which has no counters
 */
public record PairWindow(
        Pair pair, List<PollerStatus> pollers, @Nullable Span span) {
    /** How far back one can reach, in seconds. */
    public static final int MAX_SECONDS = 300;

    /** Takes a copy of the list. */
    public PairWindow {
        pollers = List.copyOf(pollers);
    }

    /**
     * From one reading of a pair to a later one. No counter is less in the later.
     *
     * @param fromStart whether it began when the pair was built, with a ledger of zeros
     * @param before where it began
     * @param after where it ended
     * @param port the pair's port at the end, without extended counters
     */
    public record Span(boolean fromStart, PairReading before, PairReading after, Port port) {}
}
