package io.offramp.frontend.overview;

import com.vaadin.flow.component.html.Div;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairState;
import io.offramp.frontend.component.Figure;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.Rates;
import io.offramp.frontend.feed.Sample;
import io.offramp.frontend.feed.Throughput;
import io.offramp.frontend.format.Scale;
import java.util.List;
import java.util.function.Function;

/** All pairs taken together. */
@SuppressWarnings("serial") // sessions stay in memory
class Totals extends Div {
    private final Figure pairs = new Figure("Pairs forwarding");
    private final Figure toKernel = new Figure("To kernel");
    private final Figure fromKernel = new Figure("From kernel");
    private final Figure lost = new Figure("Lost now");

    Totals() {
        addClassName("figures");
        add(pairs, toKernel, fromKernel, lost);
    }

    void show(Live live) {
        showPairs(live.inventory().pairs(), live.inventory().known());
        if (live.time() == null) {
            return;
        }
        List<Rates> rates = live.latest().values().stream().map(Sample::rates).toList();
        show(toKernel, sum(rates, Rates::toKernelRx));
        show(fromKernel, sum(rates, Rates::fromKernelRx));
        double losing = rates.stream().mapToDouble(Rates::lost).sum();
        lost.show(
                Scale.packets(losing).format(losing),
                losing > 0 ? "rings or queues full, or refused" : "nothing",
                losing > 0 ? Tone.FAULT : Tone.QUIET);
    }

    private void showPairs(List<Pair> all, boolean known) {
        if (!known) {
            return;
        }
        long forwarding = all.stream()
                .filter(pair -> pair.getStatus().getState() == PairState.FORWARDING)
                .count();
        long failed = all.stream()
                .filter(pair -> pair.getStatus().getState() == PairState.FAILED)
                .count();
        long degraded = all.stream()
                .filter(pair -> pair.getStatus().getState() == PairState.DEGRADED)
                .count();
        String detail = failed + degraded == 0 ? "all well" : "%d degraded, %d failed".formatted(degraded, failed);
        pairs.show(
                "%d of %d".formatted(forwarding, all.size()),
                all.isEmpty() ? "none yet" : detail,
                failed > 0 ? Tone.FAULT : degraded > 0 ? Tone.WARNING : Tone.QUIET);
    }

    private static Throughput sum(List<Rates> rates, Function<Rates, Throughput> which) {
        return rates.stream().map(which).reduce(Throughput.ZERO, Throughput::plus);
    }

    private static void show(Figure figure, Throughput throughput) {
        figure.show(
                Scale.packets(throughput.packets()).format(throughput.packets()),
                Scale.bits(throughput.bits()).format(throughput.bits()),
                Tone.QUIET);
    }
}
