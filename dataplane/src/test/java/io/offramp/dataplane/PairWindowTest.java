package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.dataplane.DataplaneException.Code;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a pair's counters were a while ago, on a port that receives as fast as it is polled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PairWindowTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(PairWindow.MAX_SECONDS);

    private Dataplane dataplane;

    @BeforeAll
    void open() {
        dataplane = Dataplane.open(
                new DataplaneConfig(List.of("--vdev=net_null0"), List.of(), IdleStrategy.BACKOFF, 2, 8191, 2176, 64),
                new RememberedPairs(),
                _ -> {});
    }

    @AfterAll
    void close() {
        dataplane.close();
    }

    @AfterEach
    void deletePairs() {
        dataplane.deletePair("odtw", Precondition.NONE).join();
    }

    private void createPair() {
        TapSpec tap = new TapSpec(null, null, null, true, List.of(), null, false);
        dataplane
                .createPair(new PairSpec("odtw", "net_null0", Backend.TAP, 1, 1024, tap))
                .join();
    }

    private PairWindow.Span span(Duration length) {
        return Objects.requireNonNull(dataplane.window("odtw", length).join().span());
    }

    private static long received(PairReading reading) {
        return reading.counters().toKernel().rxPackets();
    }

    private static Duration length(PairWindow.Span span) {
        return Duration.between(span.before().time(), span.after().time());
    }

    @Test
    void thatOfAYoungPairBeginsWithIt() {
        createPair();

        PairWindow.Span span =
                await("packets").atMost(SOON).until(() -> span(LONGEST), window -> received(window.after()) > 0);

        assertThat(span.fromStart()).isTrue();
        assertThat(received(span.before())).isZero();
        assertThat(span.port().name()).isEqualTo("net_null0");
        assertThat(received(span.after()))
                .isLessThanOrEqualTo(span.port().stats().rxPackets());
    }

    @Test
    void itReachesAsFarBackAsIsWantedAndASecondMoreAtMost() {
        createPair();

        PairWindow.Span span = await("a window that begins later than the pair")
                .atMost(SOON)
                .until(() -> span(Duration.ofSeconds(2)), window -> !window.fromStart());

        // The control thread may be busy when a reading is due.
        assertThat(length(span)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        assertThat(received(span.before())).isPositive().isLessThan(received(span.after()));
        assertThat(span(LONGEST).fromStart()).isTrue();
    }

    @Test
    void ofAPairThatIsBuiltAnewItBeginsAnew() {
        createPair();
        await("packets").atMost(SOON).until(() -> received(span(LONGEST).after()) > 0);
        PairReading before = span(LONGEST).before();
        TapSpec tap = new TapSpec(null, null, null, true, List.of(), null, false);

        dataplane
                .putPair(new PairSpec("odtw", "net_null0", Backend.TAP, 1, 512, tap), Precondition.NONE)
                .join();

        assertThat(span(LONGEST).before().time()).isAfter(before.time());
        assertThat(received(span(LONGEST).before())).isZero();
    }

    @Test
    void itComesWithThePollersOfThePair() {
        createPair();

        await("a poller that tells of its pair")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(
                                dataplane.window("odtw", LONGEST).join().pollers())
                        .extracting(PollerStatus::pairs)
                        .containsExactly(List.of("odtw")));
    }

    @Test
    void thereIsNoneOfAPairThatThereIsNot() {
        createPair();

        assertThat(Refusals.of(dataplane.window("odtx", LONGEST)).code()).isEqualTo(Code.PAIR_NOT_FOUND);
    }
}
