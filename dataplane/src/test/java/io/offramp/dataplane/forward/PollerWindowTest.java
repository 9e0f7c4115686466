package io.offramp.dataplane.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PollerWindowTest {
    private static final PollGaps GAPS = new PollGaps(Collections.nCopies(PollGaps.BUCKETS, 0L), 0);

    private static PollerWindow window(Duration length, PollerStats before, PollerStats after) {
        return new PollerWindow(Instant.EPOCH, length, before, after);
    }

    @Test
    void ratesAreDifferencesOverTheWindow() {
        PollerWindow window = window(
                Duration.ofMillis(2_000),
                new PollerStats(1_000, 100, 500, 7_000_000, 0, GAPS),
                new PollerStats(5_000, 300, 1_700, 507_000_000, 1_500_000_000, GAPS));

        assertThat(window.load()).isEqualTo(25);
        assertThat(window.pollsPerSecond()).isEqualTo(2_000);
        assertThat(window.busyPollsPerSecond()).isEqualTo(100);
        assertThat(window.packetsPerSecond()).isEqualTo(600);
    }

    /** A duty cycle is counted as a whole when it ends. */
    @Test
    void aCycleThatBeganBeforeTheWindowDoesNotMakeMoreThanAll() {
        PollerWindow window = window(
                Duration.ofSeconds(1),
                new PollerStats(0, 0, 0, 0, 0, GAPS),
                new PollerStats(1, 1, 1, 3_000_000_000L, 0, GAPS));

        assertThat(window.load()).isEqualTo(100);
    }
}
