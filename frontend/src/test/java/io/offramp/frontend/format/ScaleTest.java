package io.offramp.frontend.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 pps",
        "1, 1 pps",
        "999, 999 pps",
        "999.4, 999 pps",
        "999.6, 1.00 kpps",
        "1500, 1.50 kpps",
        "14880952, 14.88 Mpps",
        "999999999999, 1.00 Tpps"
    })
    void theUnitFitsTheNumber(double value, String text) {
        assertThat(Scale.packets(value).format(value)).isEqualTo(text.replace(' ', '\u00a0'));
    }

    @Test
    void theUnitIsThatOfThePeakWhateverTheNumber() {
        Scale scale = Scale.bits(9_400_000_000.0);

        assertThat(scale.format(9_400_000_000.0)).isEqualTo("9.40\u00a0Gbit/s");
        assertThat(scale.format(120_000_000)).isEqualTo("0.12\u00a0Gbit/s");
        assertThat(scale.format(0)).isEqualTo("0\u00a0Gbit/s");
    }

    @Test
    void aLittleDoesNotLookLikeNothing() {
        assertThat(Scale.packets(2e6).number(3)).isEqualTo("<0.01");
        assertThat(Scale.packets(0.2).number(0.2)).isEqualTo("<1");
    }
}
