package io.offramp.backend.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedSignInsTest {
    private static final InetSocketAddress SOURCE = new InetSocketAddress("198.51.100.7", 40_000);

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> limited = new ArrayList<>();
    private final FailedSignIns failures = new FailedSignIns(
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return nanos.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            },
            limited::add);

    @Test
    void aLimitedNetworkIsToldOnceUntilItWasSilentForAMinute() {
        for (int i = 0; i < 10; i++) {
            failures.count(SOURCE);
        }
        assertThat(limited).isEmpty();

        for (int i = 0; i < 60; i++) {
            failures.count(SOURCE);
            pass(Duration.ofSeconds(1));
        }
        assertThat(limited).containsExactly("198.51.100.7");

        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 11; i++) {
            failures.count(SOURCE);
        }
        assertThat(limited).containsExactly("198.51.100.7", "198.51.100.7");
    }

    @Test
    void tenAreCountedThenOneEverySixSeconds() {
        for (int i = 0; i < 10; i++) {
            assertThat(failures.count(SOURCE)).isEmpty();
        }
        assertThat(failures.count(SOURCE)).contains(Duration.ofSeconds(6));

        pass(Duration.ofSeconds(5));
        assertThat(failures.count(SOURCE)).contains(Duration.ofSeconds(1));

        pass(Duration.ofSeconds(1));
        assertThat(failures.count(SOURCE)).isEmpty();
        assertThat(failures.count(SOURCE)).isPresent();
    }

    @Test
    void afterAMinuteOfRestAllIsForgiven() {
        for (int i = 0; i < 11; i++) {
            failures.count(SOURCE);
        }
        pass(Duration.ofMinutes(1));

        for (int i = 0; i < 10; i++) {
            assertThat(failures.count(SOURCE)).isEmpty();
        }
        assertThat(failures.count(SOURCE)).isPresent();
    }

    @Test
    void theNextAddressIsNotConcerned() {
        for (int i = 0; i < 11; i++) {
            failures.count(SOURCE);
        }

        assertThat(failures.count(new InetSocketAddress("198.51.100.8", 40_000)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "::ffff:198.51.100.7, 198.51.100.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::1, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::1, 2001:db8:1:3:0:0:0:0/64",
        "::1, 0:0:0:0:0:0:0:0/64"
    })
    void aNetworkIsWhatOneHostCommands(String address, String network) {
        assertThat(FailedSignIns.network(new InetSocketAddress(address, 1))).isEqualTo(network);
        assertThat(FailedSignIns.network(InetSocketAddress.createUnresolved(address, 1)))
                .as("as a proxy's header tells it")
                .isEqualTo(network);
    }

    @Test
    void whatIsNoAddressIsOneNetwork() {
        assertThat(FailedSignIns.network(null)).isEqualTo("unknown");
        assertThat(FailedSignIns.network(InetSocketAddress.createUnresolved("evil\r\nhost", 1)))
                .isEqualTo("unknown");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
