package io.offramp.backend.ledger;

import io.offramp.backend.ledger.LedgerResponse.Loss;
import io.offramp.backend.ledger.LedgerResponse.Way;
import io.offramp.dataplane.Condition;
import io.offramp.dataplane.PairWindow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words what became of a pair's packets, and which loss was the biggest. */
final class LedgerVerdict {
    private final PairWindow.Span span;
    private final Circumstances now;
    private final String period;

    private LedgerVerdict(PairWindow window, PairWindow.Span span) {
        this.span = span;
        this.now = Circumstances.of(window, span);
        this.period =
                span.fromStart() ? "since the pair was built" : "in the last %d s".formatted(Math.round(seconds(span)));
    }

    /**
     * Speaks. The same window gives the same verdict.
     *
     * @param window what became of the packets, with all that can explain it
     * @return the verdict
     */
    static LedgerResponse of(PairWindow window) {
        PairWindow.Span span = window.span();
        return span == null ? notBuilt(window) : new LedgerVerdict(window, span).speak();
    }

    private static LedgerResponse notBuilt(PairWindow window) {
        List<Condition> conditions = window.pair().status().conditions();
        Condition obstacle = conditions.getFirst();
        return new LedgerResponse(
                window.pair().spec().name(),
                null,
                null,
                Verdict.NOT_BUILT,
                "no packet can move: " + obstacle.message(),
                obstacle.remedy(),
                null,
                null);
    }

    private LedgerResponse speak() {
        Tally to = Tally.of(Direction.TO_KERNEL, span);
        Tally from = Tally.of(Direction.FROM_KERNEL, span);
        Way toKernel = way(Direction.TO_KERNEL, to);
        Way fromKernel = way(Direction.FROM_KERNEL, from);
        Way worst = isWorse(from, to) ? fromKernel : toKernel;
        return new LedgerResponse(
                now.name(),
                span.before().time(),
                span.after().time(),
                worst.verdict(),
                sentence(worst, to, from),
                worst.remedy(),
                toKernel,
                fromKernel);
    }

    private String sentence(Way worst, Tally to, Tally from) {
        String sentence = switch (worst.verdict()) {
            case NO_PACKETS -> span.fromStart() ? "no packets yet" : "no packets " + period;
            case NOTHING_LOST ->
                "nothing lost %s: %s to the %s, %s from it"
                        .formatted(period, packets(to.delivered()), now.kernelSide(), packets(from.delivered()));
            default -> worst.sentence();
        };
        return to.balanced() && from.balanced()
                ? sentence
                : sentence + "; the ledger does not balance, which is a fault of the service";
    }

    /** Of equals, the way to the kernel is the one to tell of. */
    private static boolean isWorse(Tally one, Tally other) {
        int worse = one.verdict().compareTo(other.verdict());
        return worse > 0 || worse == 0 && biggest(one) > biggest(other);
    }

    private static long biggest(Tally tally) {
        return tally.biggest().map(tally::lost).orElse(0L);
    }

    private Way way(Direction direction, Tally tally) {
        Told told = tell(direction, tally);
        List<Loss> losses = tally.losses().entrySet().stream()
                .map(loss -> new Loss(loss.getKey(), loss.getValue(), Share.percent(loss.getValue(), tally.offered())))
                .toList();
        return new Way(
                tally.verdict(),
                told.sentence,
                told.remedy,
                tally.offered(),
                tally.delivered(),
                tally.balanced(),
                losses);
    }

    private record Told(String sentence, @Nullable String remedy) {}

    private Told tell(Direction direction, Tally tally) {
        String way = direction == Direction.TO_KERNEL ? "to the " + now.kernelSide() : "from the " + now.kernelSide();
        return switch (tally.verdict()) {
            case NO_PACKETS ->
                new Told(
                        span.fromStart()
                                ? "no packets %s yet".formatted(way)
                                : "no packets %s %s".formatted(way, period),
                        null);
            case NOTHING_LOST ->
                new Told("nothing lost %s %s: %s".formatted(way, period, packets(tally.delivered())), null);
            case KEPT_BACK -> new Told(keptBack(way, tally), null);
            case LOSS -> lost(direction, way, tally);
            case NOT_BUILT -> throw new IllegalStateException("a pair that was not built has no ways");
        };
    }

    private static String keptBack(String way, Tally tally) {
        Reason reason = tally.biggest().orElseThrow();
        return "%s kept back on the way %s by the %s, as wanted; nothing else lost"
                .formatted(
                        Share.of(tally.lost(reason), tally.offered()),
                        way,
                        reason == Reason.FILTERED ? "filter" : "policer");
    }

    private Told lost(Direction direction, String way, Tally tally) {
        Reason reason = tally.biggest().orElseThrow();
        long packets = tally.lost(reason);
        Diagnosis why = LossDiagnosis.of(direction, reason, tally, now);
        return new Told(
                "%s dropped on the way %s: %s: %s"
                        .formatted(Share.of(packets, tally.offered()), way, why.cause(), why.advice()),
                why.remedy());
    }

    private static String packets(long count) {
        return count == 1 ? "1 packet" : count + " packets";
    }

    private static double seconds(PairWindow.Span span) {
        return Duration.between(span.before().time(), span.after().time()).toNanos() / 1e9;
    }
}
