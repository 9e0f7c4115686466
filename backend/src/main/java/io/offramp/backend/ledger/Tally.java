package io.offramp.backend.ledger;

import io.offramp.dataplane.PairReading;
import io.offramp.dataplane.PairWindow;
import io.offramp.dataplane.TapCounters;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What became of the packets of one way between two readings. {@code offered = delivered +} all losses wherever the ledger
 * balances: what lies outside it, at the port before and in the kernel after it, is added on both sides.
 *
 * @param offered packets that came to the way, those included that were lost before the pair had them
 * @param delivered packets that were handed on at its end and not refused there
 * @param balanced whether what the pair received is the sum of what it did with it
 * @param losses the packets of each reason that the way knows, in its order; 0 where there were none
 */
record Tally(long offered, long delivered, boolean balanced, Map<Reason, Long> losses) {

    static Tally of(Direction direction, PairWindow.Span span) {
        return direction == Direction.TO_KERNEL
                ? toKernel(span.before(), span.after())
                : fromKernel(span.before(), span.after());
    }

    private static Tally toKernel(PairReading before, PairReading after) {
        long received = climbed(r -> r.counters().toKernel().rxPackets(), before, after);
        long sent = climbed(r -> r.counters().toKernel().txPackets(), before, after);
        Map<Reason, Long> losses = new EnumMap<>(Reason.class);
        losses.put(Reason.MISSED, climbed(r -> r.port().rxMissed(), before, after));
        losses.put(Reason.RECEIVE_ERRORS, climbed(r -> r.port().rxErrors(), before, after));
        long outside = sum(losses);
        losses.put(Reason.FILTERED, climbed(r -> r.counters().toKernel().filtered(), before, after));
        losses.put(Reason.POLICED, climbed(r -> r.counters().toKernel().policed(), before, after));
        losses.put(Reason.RING_FULL, climbed(r -> r.counters().toKernel().ringFull(), before, after));
        boolean balanced = received == sent + sum(losses) - outside;
        long refused = 0;
        if (hasTap(before, after)) {
            // What the kernel refused of net_tap's writes was not sent: it is in RING_FULL, and with some kernels among
            // the
            // tap's drops, too.
            long known = climbed(r -> r.virtioUser().txErrors(), before, after);
            refused = Math.clamp(climbed(r -> tap(r, TapCounters::rxDropped), before, after) - known, 0, sent);
            losses.put(Reason.REFUSED, refused);
        }
        return new Tally(received + outside, sent - refused, balanced, losses);
    }

    private static Tally fromKernel(PairReading before, PairReading after) {
        long received = climbed(r -> r.counters().fromKernel().rxPackets(), before, after);
        long sent = climbed(r -> r.counters().fromKernel().txPackets(), before, after);
        Map<Reason, Long> losses = new EnumMap<>(Reason.class);
        if (hasTap(before, after)) {
            losses.put(Reason.QUEUE_FULL, climbed(r -> tap(r, TapCounters::txDropped), before, after));
        }
        long outside = sum(losses);
        losses.put(Reason.RING_FULL, climbed(r -> r.counters().fromKernel().ringFull(), before, after));
        boolean balanced = received == sent + sum(losses) - outside;
        long unsent = Math.clamp(climbed(r -> r.port().txErrors(), before, after), 0, sent);
        losses.put(Reason.SEND_ERRORS, unsent);
        return new Tally(received + outside, sent - unsent, balanced, losses);
    }

    /** A driver that begins again from 0 has lost nothing by that. */
    private static long climbed(ToLongFunction<PairReading> counter, PairReading before, PairReading after) {
        return Math.max(0, counter.applyAsLong(after) - counter.applyAsLong(before));
    }

    private static boolean hasTap(PairReading before, PairReading after) {
        return before.counters().tap() != null && after.counters().tap() != null;
    }

    private static long tap(PairReading reading, ToLongFunction<TapCounters> counter) {
        @Nullable TapCounters tap = reading.counters().tap();
        return tap == null ? 0 : counter.applyAsLong(tap);
    }

    private static long sum(Map<Reason, Long> losses) {
        return losses.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The packets of a reason. */
    long lost(Reason reason) {
        return losses.getOrDefault(reason, 0L);
    }

    /** The reason with the most packets, of equals the first of the way; what somebody asked for only where there is no other. */
    Optional<Reason> biggest() {
        return losses.keySet().stream()
                .filter(reason -> lost(reason) > 0)
                .min(Comparator.comparing(Reason::wanted).thenComparing(reason -> -lost(reason)));
    }

    Verdict verdict() {
        if (offered == 0) {
            return Verdict.NO_PACKETS;
        }
        return biggest()
                .map(reason -> reason.wanted() ? Verdict.KEPT_BACK : Verdict.LOSS)
                .orElse(Verdict.NOTHING_LOST);
    }
}
