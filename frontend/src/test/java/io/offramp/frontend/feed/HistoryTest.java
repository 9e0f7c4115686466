package io.offramp.frontend.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.Counters;
import io.offramp.client.model.FromKernel;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.TapCounters;
import io.offramp.client.model.ToKernel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final History history = new History();

    @Test
    void fiveMinutesAreKeptAndNoMore() {
        for (int second = 0; second <= 1000; second++) {
            history.add(counters(second, second * 10L));
        }

        assertThat(history.of("exc0")).hasSize(300);
        assertThat(history.of("exc0").getLast().time()).isEqualTo(START.plusSeconds(1000));
        assertThat(history.of("exc0").getFirst().time()).isEqualTo(START.plusSeconds(701));
    }

    @Test
    void ratesArePerSecondWhateverTheInterval() {
        history.add(counters(0, 0));
        history.add(counters(2, 1000));

        Rates rates = history.of("exc0").getFirst().rates();
        assertThat(rates.toKernelRx()).isEqualTo(new Throughput(500, 400_000));
        assertThat(rates.toKernelRingFull()).isEqualTo(50);
        assertThat(rates.tapRxDropped()).isEqualTo(25);
        assertThat(rates.lost()).isEqualTo(75);
    }

    @Test
    void aPairThatWasMadeAnewBeginsAnew() {
        history.add(counters(0, 1000));
        history.add(counters(1, 2000));
        history.add(counters(2, 5));

        assertThat(history.of("exc0")).isEmpty();
        assertThat(history.latest()).isEmpty();

        history.add(counters(3, 15));
        assertThat(history.of("exc0")).hasSize(1);
    }

    @Test
    void aPairThatIsGoneIsForgotten() {
        history.add(counters(0, 0));
        history.add(counters(1, 1));
        history.add(new Counters().time(START.plusSeconds(2)).pairs(List.of()));

        assertThat(history.of("exc0")).isEmpty();
    }

    private static Counters counters(long second, long packets) {
        return new Counters().time(START.plusSeconds(second)).pairs(List.of(pair(packets)));
    }

    private static PairCounters pair(long packets) {
        return new PairCounters()
                .name("exc0")
                .toKernel(new ToKernel()
                        .rxPackets(packets)
                        .rxBytes(packets * 100)
                        .txPackets(packets - packets / 10)
                        .txBytes(packets * 90)
                        .filtered(0L)
                        .policed(0L)
                        .ringFull(packets / 10))
                .fromKernel(new FromKernel()
                        .rxPackets(0L)
                        .rxBytes(0L)
                        .txPackets(0L)
                        .txBytes(0L)
                        .ringFull(0L))
                .tap(new TapCounters()
                        .rxPackets(packets)
                        .rxBytes(packets)
                        .rxDropped(packets / 20)
                        .txPackets(0L)
                        .txBytes(0L)
                        .txDropped(0L));
    }
}
