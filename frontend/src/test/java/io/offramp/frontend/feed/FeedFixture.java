package io.offramp.frontend.feed;

import io.offramp.client.model.PairCounters;
import java.time.Instant;
import java.util.Map;

/** States of the feed. */
public final class FeedFixture {
    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    private FeedFixture() {}

    /**
     * A pair whose kernel side's ring is full.
     *
     * @param pair its name
     * @param ringFull packets lost a second
     * @return all else is still
     */
    public static Live losing(String pair, double ringFull) {
        Rates none = Rates.ZERO;
        Rates rates = new Rates(
                none.toKernelRx(),
                none.toKernelTx(),
                0,
                0,
                ringFull,
                none.fromKernelRx(),
                none.fromKernelTx(),
                0,
                none.tapRx(),
                none.tapTx(),
                0,
                0);
        return new Live(
                Connection.UP,
                TIME,
                TIME,
                Inventory.UNKNOWN,
                null,
                Map.of(pair, new Sample(TIME, new PairCounters().name(pair), rates)));
    }
}
