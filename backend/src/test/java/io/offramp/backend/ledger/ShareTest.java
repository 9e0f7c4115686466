package io.offramp.backend.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 100 %",
        "38, 100, 38 %",
        "385, 1000, 39 %",
        "995, 10000, 10 %",
        "994, 10000, 9.9 %",
        "38, 1000, 3.8 %",
        "995, 100000, 1.0 %",
        "994, 100000, 0.99 %",
        "4, 10000, 0.04 %",
        "1, 10000, 0.01 %",
        "1, 10001, less than 0.01 %",
        "1, 9223372036854775807, less than 0.01 %",
        "994, 1000, 99 %",
        "995, 1000, more than 99 %",
        "9223372036854775806, 9223372036854775807, more than 99 %"
    })
    void someIsNeitherNoneNorAll(long part, long whole, String words) {
        assertThat(Share.of(part, whole)).isEqualTo(words);
    }

    @Test
    void asANumberItIsNotRounded() {
        assertThat(Share.percent(1, 3)).isEqualTo(100.0 / 3);
        assertThat(Share.percent(0, 0)).isZero();
    }
}
