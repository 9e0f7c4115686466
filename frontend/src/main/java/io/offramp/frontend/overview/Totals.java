package io.offramp.frontend.overview;

import com.vaadin.flow.component.html.Div;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairState;
import io.offramp.frontend.component.Figure;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.Rates;
import io.offramp.frontend.feed.Sample;
import io.offramp.frontend.feed.Throughput;
import io.offramp.frontend.format.Numbers;
import io.offramp.frontend.format.Scale;
import io.offramp.frontend.format.SteadyScale;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All pairs taken together. */
@SuppressWarnings("serial") // sessions stay in memory
class Totals extends Div {
    private final transient Feed feed;
    private final Figure pairs = new Figure("Pairs forwarding");
    private final Figure toKernel = new Figure("To kernel");
    private final Figure fromKernel = new Figure("From kernel");
    private final Figure lost = new Figure("Lost now");
    private final transient Units toUnits = new Units();
    private final transient Units fromUnits = new Units();
    private @Nullable Instant last;

    Totals(Feed feed) {
        this.feed = feed;
        addClassName("figures");
        add(pairs, toKernel, fromKernel, lost);
    }

    void show(Live live) {
        if (live.inventory().known()) {
            showPairs(live.inventory().pairs());
        }
        Instant time = live.time();
        if (time == null || time.equals(last)) {
            return;
        }
        last = time;
        List<Rates> rates = live.latest().values().stream().map(Sample::rates).toList();
        toUnits.show(toKernel, sum(rates, Rates::toKernelRx));
        fromUnits.show(fromKernel, sum(rates, Rates::fromKernelRx));
        showLost(rates.stream().mapToDouble(Rates::lost).sum(), lostLately(live));
    }

    private void showPairs(List<Pair> all) {
        long forwarding = count(all, PairState.FORWARDING);
        long failed = count(all, PairState.FAILED);
        long degraded = count(all, PairState.DEGRADED);
        long warned = all.stream()
                .filter(pair -> pair.getStatus().getState() == PairState.FORWARDING
                        && !pair.getStatus().getConditions().isEmpty())
                .count();
        String detail = failed + degraded > 0
                ? "%d degraded, %d failed".formatted(degraded, failed)
                : warned > 0 ? "%d with a warning".formatted(warned) : "all well";
        pairs.show(
                "%d of %d".formatted(forwarding, all.size()),
                all.isEmpty() ? "none yet" : detail,
                failed > 0 ? Tone.FAULT : degraded > 0 ? Tone.WARNING : Tone.QUIET);
    }

    private static long count(List<Pair> all, PairState state) {
        return all.stream().filter(pair -> pair.getStatus().getState() == state).count();
    }

    private void showLost(double now, long lately) {
        Tone before = lately > 0 ? Tone.WARNING : Tone.QUIET;
        lost.show(
                Scale.packets(now).format(now),
                lately > 0 ? Numbers.count(lately) + " in the last 5 min" : "none in the last 5 min",
                now > 0 ? Tone.FAULT : before);
    }

    /** What is over by the time that somebody looks is still worth a look. */
    private long lostLately(Live live) {
        return live.latest().values().stream()
                .mapToLong(sample -> {
                    List<Sample> history = feed.history(sample.counters().getName());
                    return history.isEmpty()
                            ? 0
                            : Math.max(0, sample.lost() - history.getFirst().lost());
                })
                .sum();
    }

    private static Throughput sum(List<Rates> rates, Function<Rates, Throughput> which) {
        return rates.stream().map(which).reduce(Throughput.ZERO, Throughput::plus);
    }

    /** Of one direction; the other's may be thousands of times faster. */
    private static final class Units {
        private final SteadyScale packets = new SteadyScale(Scale::packets);
        private final SteadyScale bits = new SteadyScale(Scale::bits);

        void show(Figure figure, Throughput now) {
            figure.show(
                    packets.next(now.packets()).format(now.packets()),
                    bits.next(now.bits()).format(now.bits()),
                    Tone.QUIET);
        }
    }
}
