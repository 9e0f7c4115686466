package io.offramp.frontend.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyScaleTest {
    private final SteadyScale scale = new SteadyScale(Scale::packets);

    @Test
    void aUnitStaysForHalfAMinute() {
        assertThat(scale.next(2_000_000).unit()).isEqualTo("Mpps");

        for (int second = 1; second < SteadyScale.MEMORY; second++) {
            assertThat(scale.next(12).unit()).isEqualTo("Mpps");
        }

        assertThat(scale.next(12).unit()).isEqualTo("pps");
    }

    @Test
    void aHigherPeakTakesItsUnitAtOnce() {
        assertThat(scale.next(12).unit()).isEqualTo("pps");
        assertThat(scale.next(1500).unit()).isEqualTo("kpps");
    }
}
