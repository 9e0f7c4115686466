package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.PairCounters;
import io.offramp.client.model.PollGapBucket;
import io.offramp.client.model.Poller;
import io.offramp.e2e.machine.BackgroundProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A poller tells how busy it is, and what it tells agrees with what it does. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PollersTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Percent. A few packets a second cost far less, a flood far more. */
    private static final double QUIET = 2;

    private static final double FLOODED = 5;

    private final HostLab lab = new HostLab(1);

    @BeforeAll
    void createPair() {
        lab.createPair(0);
        lab.awaitAnswer(0, lab.tapAddress4(0));
    }

    @AfterAll
    void close() {
        lab.close();
    }

    private Poller poller() {
        return lab.service()
                .get(lab.service().pollers().listPollers().collectList())
                .getFirst();
    }

    private Poller quiet() {
        return await("a quiet second of polling")
                .atMost(SOON)
                .until(this::poller, poller -> poller.getPollsPerSecond() > 0 && poller.getLoad() < QUIET);
    }

    @Test
    @Order(1)
    void thePollerOfThePairIsTheOneThatThePairNames() {
        Poller poller = quiet();
        assertThat(lab.pair(0).getStatus().getLcores()).containsExactly(poller.getLcore());
        assertThat(poller.getPairs()).containsExactly(lab.name(0));
        assertThat(poller.getAlive()).isTrue();
    }

    @Test
    @Order(2)
    void itsLoadClimbsUnderAFloodAndFallsBack() {
        quiet();
        try (BackgroundProcess flood = lab.peer(0).startPing(lab.tapAddress4(0), 100_000_000, Duration.ZERO)) {
            Poller flooded = await("a second of the flood")
                    .atMost(SOON)
                    .failFast("the flood has ended", () -> !flood.isRunning())
                    .until(this::poller, poller -> poller.getLoad() > FLOODED);
            System.out.printf(
                    "under a flood: load %.1f %%, %.0f polls/s, %.0f packets/s%n",
                    flooded.getLoad(), flooded.getPollsPerSecond(), flooded.getPacketsPerSecond());
            assertThat(flooded.getBusyPollsPerSecond()).isPositive().isLessThanOrEqualTo(flooded.getPollsPerSecond());
            assertThat(flooded.getPacketsPerSecond()).isGreaterThanOrEqualTo(flooded.getBusyPollsPerSecond());
        }
        quiet();
    }

    @Test
    @Order(3)
    void ratesAreTheDifferencesOfTheCountersWhoeverElseAsks() {
        // A machine that stalls for a second skips a reading of ours, but none of the service's.
        await("two readings in a row").atMost(SOON).untilAsserted(() -> {
            Poller before = poller();
            Poller after = await("the next second")
                    .atMost(SOON)
                    .until(this::poller, poller -> poller.getTime().isAfter(before.getTime()));
            double seconds = Duration.between(before.getTime(), after.getTime()).toNanos() / 1e9;
            assertThat(after.getWindowSeconds()).isCloseTo(seconds, within(0.01));
            long polls = after.getCounters().getPolls() - before.getCounters().getPolls();
            assertThat(after.getPollsPerSecond() * after.getWindowSeconds()).isCloseTo(polls, within(0.5));
        });
    }

    @Test
    @Order(4)
    void itsPacketsAreThoseOfTheLedger() {
        // Neighbour discovery goes on by itself: the two agree when nothing comes between.
        await("as many packets as in the ledger").atMost(SOON).untilAsserted(() -> {
            PairCounters ledger = lab.counters(0);
            assertThat(poller().getCounters().getPackets())
                    .isEqualTo(ledger.getToKernel().getRxPackets()
                            + ledger.getFromKernel().getRxPackets());
        });
    }

    @Test
    @Order(5)
    void everyDutyCycleIsInTheHistogram() {
        Poller poller = poller();
        long cycles = poller.getPollGaps().getHistogram().stream()
                .mapToLong(PollGapBucket::getCount)
                .sum();
        // A cycle with packets polls up to eight times, all others once.
        assertThat(cycles)
                .isBetween(
                        poller.getCounters().getPolls()
                                - 8 * poller.getCounters().getBusyPolls()
                                - 1000,
                        poller.getCounters().getPolls() + 1000);
        assertThat(poller.getPollGaps().getLongestNanos()).isPositive();
    }
}
