package io.offramp.frontend.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void digitsComeInGroupsOfThree() {
        assertThat(Numbers.count(1_175_788)).isEqualTo("1\u202f175\u202f788");
        assertThat(Numbers.count(0)).isEqualTo("0");
    }

    @Test
    void oneLostPacketAmongMillionsIsNotAllWell() {
        assertThat(Numbers.percent(9_999_999, 10_000_000)).isEqualTo("99.99\u00a0%");
        assertThat(Numbers.percent(1, 10_000_000)).isEqualTo("0.01\u00a0%");
        assertThat(Numbers.percent(5, 5)).isEqualTo("100\u00a0%");
        assertThat(Numbers.percent(0, 5)).isEqualTo("0\u00a0%");
        assertThat(Numbers.percent(0, 0)).isEqualTo("–");
    }

    @Test
    void memoryHasBinaryPrefixes() {
        assertThat(Numbers.memory(536_870_912)).isEqualTo("512\u00a0MiB");
        assertThat(Numbers.memory(1_610_612_736)).isEqualTo("1.5\u00a0GiB");
        assertThat(Numbers.memory(12)).isEqualTo("12\u00a0B");
    }

    @Test
    void timesHaveThreeDigits() {
        assertThat(Numbers.time(0)).isEqualTo("0\u00a0ns");
        assertThat(Numbers.time(1_000)).isEqualTo("1\u00a0µs");
        assertThat(Numbers.time(412_000)).isEqualTo("412\u00a0µs");
        assertThat(Numbers.time(999_600)).isEqualTo("1.00\u00a0ms");
        assertThat(Numbers.time(1_024_000)).isEqualTo("1.02\u00a0ms");
        assertThat(Numbers.time(65_536_000)).isEqualTo("65.5\u00a0ms");
        assertThat(Numbers.time(1_048_576_000)).isEqualTo("1.05\u00a0s");
        assertThat(Numbers.time(7_200_000_000_000L)).isEqualTo("7200\u00a0s");
    }

    @Test
    void linksHaveTheirUsualNames() {
        assertThat(Numbers.speed(10_000)).isEqualTo("10\u00a0Gbit/s");
        assertThat(Numbers.speed(2_500)).isEqualTo("2500\u00a0Mbit/s");
        assertThat(Numbers.speed(100)).isEqualTo("100\u00a0Mbit/s");
    }
}
