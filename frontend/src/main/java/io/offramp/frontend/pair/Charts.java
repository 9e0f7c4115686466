package io.offramp.frontend.pair;

import com.vaadin.flow.component.html.Div;
import io.offramp.frontend.feed.Rates;
import io.offramp.frontend.feed.Sample;
import io.offramp.frontend.feed.Throughput;
import io.offramp.frontend.pair.RateChart.Line;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A pair's last five minutes: packets and bits each way, and what was not delivered. */
@SuppressWarnings("serial") // sessions stay in memory
class Charts extends Div {
    private final RateChart packets = bothWays("Packets", "pps", Throughput::packets);
    private final RateChart bits = bothWays("Bits", "bit/s", Throughput::bits);
    private final RateChart drops = new RateChart(
                    "Not delivered",
                    "pps",
                    new Line("filtered", "--offramp-filtered", Rates::filtered),
                    new Line("policed", "--offramp-policed", Rates::policed),
                    new Line(
                            "ring full",
                            "--offramp-ring-full",
                            rates -> rates.toKernelRingFull() + rates.fromKernelRingFull()),
                    new Line("refused by Linux", "--offramp-refused", Rates::tapRxDropped),
                    new Line("tap's queue full", "--offramp-queue-full", Rates::tapTxDropped))
            .quiet("Every packet was delivered in the last five minutes.");

    Charts() {
        addClassName("charts");
        add(packets, bits, drops);
    }

    /** As much leaves as arrives, often: the line above is dashed, so that it hides none. */
    private static RateChart bothWays(String heading, String unit, ToDoubleFunction<Throughput> value) {
        return new RateChart(
                heading,
                unit,
                new Line("to kernel", "--offramp-to-kernel", rates -> value.applyAsDouble(rates.toKernelRx())),
                new Line(
                        "from kernel",
                        "--offramp-from-kernel",
                        true,
                        rates -> value.applyAsDouble(rates.fromKernelRx())));
    }

    /** The whole history, oldest first. */
    void show(List<Sample> history) {
        packets.show(history);
        bits.show(history);
        drops.show(history);
    }

    /** Goes on, if the sample is a new one. */
    void push(Sample sample) {
        packets.push(sample);
        bits.push(sample);
        drops.push(sample);
    }
}
