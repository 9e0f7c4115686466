package io.offramp.frontend.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.Check;
import io.offramp.client.model.Event;
import io.offramp.client.model.PairLedger;
import io.offramp.frontend.api.ApiProperties;
import io.offramp.frontend.api.Apis;
import io.offramp.frontend.api.ApisFixture;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class FeedTest {
    private static final Watch.Pace HASTY = new Watch.Pace(
            Duration.ofSeconds(2),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofMillis(400));

    private FakeService service;
    private Feed feed;

    FeedTest() throws IOException {
        service = new FakeService(0, "first", "second");
        Apis apis = ApisFixture.of(new ApiProperties("http://127.0.0.1:" + service.port(), null, null));
        feed = new Feed(apis, HASTY, Clock.systemUTC());
    }

    @BeforeEach
    void boundWaits() {
        org.awaitility.Awaitility.setDefaultTimeout(Duration.ofSeconds(15));
    }

    @AfterEach
    void stop() {
        feed.destroy();
        service.close();
    }

    @Test
    void manyBrowsersShareOneStream() {
        for (int i = 0; i < 50; i++) {
            feed.hold(i % 2 == 0 ? "first" : "second");
        }
        await().untilAsserted(() -> assertThat(service.open()).isOne());

        service.send("2026-11-22T10:00:00Z", 0);

        await().untilAsserted(() -> assertThat(feed.now().connection()).isEqualTo(Connection.UP));
        assertThat(service.opened()).isOne();
    }

    @Test
    void theChecksAreAskedForMoreSeldomThanTheRestAndAgainWhenTheyAreOld() {
        feed.hold("first");
        feed.hold("second");
        await().untilAsserted(() -> assertThat(feed.now().inventory().checks())
                .extracting(Check::getId)
                .containsExactly("tun", "vfio"));

        long start = System.nanoTime();
        int inventories = service.inventories();
        int checks = service.preflights();
        await().until(() -> service.inventories() >= inventories + 20 && service.preflights() >= checks + 2);

        int asked = service.preflights() - checks;
        long old = Duration.ofNanos(System.nanoTime() - start).dividedBy(HASTY.checks());
        assertThat(asked).isLessThanOrEqualTo((int) old + 1);
    }

    @Test
    void theLedgerOfEachPairIsAskedForOnceForAllBrowsersAndAgainWhenItIsOld() {
        service.pairs("exc0", "exc1");
        for (int i = 0; i < 50; i++) {
            feed.hold(i % 2 == 0 ? "first" : "second");
        }
        await().untilAsserted(() -> assertThat(feed.now().inventory().ledgerOf("exc0"))
                .map(PairLedger::getSentence)
                .contains("nothing lost by exc0"));
        assertThat(feed.now().inventory().ledgerOf("exc1")).isPresent();
        assertThat(feed.now().inventory().ledgerOf("exc2")).isEmpty();

        long start = System.nanoTime();
        int inventories = service.inventories();
        int ledgers = service.ledgers();
        await().until(() -> service.inventories() >= inventories + 20 && service.ledgers() >= ledgers + 4);

        int asked = service.ledgers() - ledgers;
        long old = Duration.ofNanos(System.nanoTime() - start).dividedBy(HASTY.ledgers());
        assertThat(asked).isLessThanOrEqualTo(2 * ((int) old + 1));
    }

    @Test
    void aPairThatIsGoneMeanwhileHasNoLedgerAndTheRestIsThere() {
        service.pairs("exc0", FakeService.GONE);

        feed.hold("first");

        await().untilAsserted(() -> assertThat(feed.now().inventory().ledgers()).containsOnlyKeys("exc0"));
        assertThat(feed.now().stale()).isNull();
    }

    @Test
    void aSecondBrowserSeesWhatTheFirstOneSaw() {
        feed.hold("first");
        await().until(() -> service.open() == 1);
        service.send("2026-11-22T10:00:00Z", 0);
        service.send("2026-11-22T10:00:01Z", 500);
        service.send("2026-11-22T10:00:03Z", 1500);
        feed.hold("second");

        await().untilAsserted(() -> assertThat(feed.history("exc0")).hasSize(2));
        assertThat(feed.history("exc0"))
                .extracting(sample -> sample.rates().toKernelRx())
                .containsExactly(new Throughput(500, 400_000), new Throughput(500, 400_000));
        await().untilAsserted(() -> assertThat(feed.now().inventory().known()).isTrue());
    }

    @Test
    void pollersComeWithThePollAndTheirLoadIsKept() {
        Disposable session = feed.hold("first");

        await().untilAsserted(() -> assertThat(feed.loads(1))
                .as("one point for one second, however often it was asked for")
                .containsExactly(new Load(Instant.parse("2026-11-22T10:00:01Z"), 12.5)));
        assertThat(feed.now().inventory().pollersOf("exc0")).hasSize(1);
        assertThat(feed.now().inventory().pollersOf("exc1")).isEmpty();
        assertThat(feed.loads(2)).isEmpty();

        session.dispose();
        assertThat(feed.loads(1)).isEmpty();
    }

    @Test
    void eventsComeOnceEachTheNewestFirstAndABoundedNumberIsKept() {
        service.happened(3);
        feed.hold("first");
        feed.hold("second");
        await().untilAsserted(() -> assertThat(ids()).containsExactly(3L, 2L, 1L));

        service.happened(5);
        await().untilAsserted(() -> assertThat(ids()).containsExactly(5L, 4L, 3L, 2L, 1L));

        service.happened(300);
        await().untilAsserted(() -> assertThat(ids())
                .isEqualTo(
                        LongStream.iterate(300, id -> id - 1).limit(200).boxed().toList()));
    }

    private List<Long> ids() {
        return feed.now().inventory().events().stream().map(Event::getId).toList();
    }

    @Test
    void aServiceThatGoesIsToldAtOnceAndFoundAgain() throws IOException {
        List<Connection> told = new CopyOnWriteArrayList<>();
        feed.watch(live -> told.add(live.connection()));
        feed.hold("first");
        await().until(() -> service.open() == 1);
        service.send("2026-11-22T10:00:00Z", 7);
        await().until(() -> feed.now().connection() == Connection.UP);
        int port = service.port();

        service.close();

        await().atMost(Duration.ofSeconds(1)).until(() -> feed.now().connection() == Connection.LOST);
        assertThat(feed.now().time()).as("the last values stay").isNotNull();

        service = new FakeService(port, "first");
        await().until(() -> service.open() == 1);
        service.send("2026-11-22T10:00:20Z", 3);
        await().until(() -> feed.now().connection() == Connection.UP);
        assertThat(told).containsSubsequence(Connection.CONNECTING, Connection.UP, Connection.LOST, Connection.UP);
        assertThat(feed.history("exc0"))
                .as("counters that went back begin anew")
                .isEmpty();
    }

    @Test
    void silenceCountsAsLost() {
        feed.hold("first");
        await().until(() -> service.open() == 1);
        service.send("2026-11-22T10:00:00Z", 7);
        await().until(() -> feed.now().connection() == Connection.UP);

        await().until(() -> feed.now().connection() == Connection.LOST);
    }

    @Test
    void theStreamEndsWithTheLastSession() {
        Disposable first = feed.hold("first");
        Disposable second = feed.hold("second");
        await().until(() -> service.open() == 1);

        first.dispose();
        await().until(() -> service.opened() == 2);
        second.dispose();
        second.dispose();

        assertThat(feed.now().connection()).isEqualTo(Connection.IDLE);
        await().untilAsserted(() -> {
            // The far end notices when it writes.
            service.send("2026-11-22T10:00:00Z", 0);
            assertThat(service.open()).isZero();
        });
    }

    @Test
    void aTokenThatNoLongerCountsGivesWayToAnother() {
        feed.hold("first");
        feed.hold("second");
        await().until(() -> service.open() == 1);

        service.revoke("first");

        await().until(() -> service.opened() == 2);
        service.send("2026-11-22T10:00:00Z", 0);
        await().until(() -> feed.now().connection() == Connection.UP);

        service.revoke("second");

        await().until(() -> feed.now().connection() == Connection.REFUSED);
    }
}
