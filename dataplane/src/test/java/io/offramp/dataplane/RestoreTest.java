package io.offramp.dataplane;

import static io.offramp.dataplane.Ip.exists;
import static io.offramp.dataplane.Ip.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A dataplane that opens on what an earlier one has left: remembered pairs, taps that outlived it, and others' taps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String MAC = "02:00:00:00:0c:0";

    private final RememberedPairs store = new RememberedPairs();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Dataplane dataplane;
    private int survivor;

    @BeforeAll
    void open() throws Exception {
        tap("rst0", "offramp:%s:rst0".formatted(store.owner()));
        ip("address add 198.51.100.1/24 dev rst0");
        ip("address add 198.51.100.77/32 dev rst0");
        ip("link set rst0 mtu 1400 up");
        ip("route add 203.0.113.0/24 dev rst0");
        survivor = ifindex("rst0");
        tap("rstgone", "offramp:%s:rstgone".formatted(store.owner()));
        tap("rstother", "offramp:another-owner:rst0");
        tap("rstplain", "uplink");

        store.save(new StoredPair(spec("rst0", "net_null0", 0), null));
        store.save(new StoredPair(spec("rst1", "net_null7", 1), "net_null7,no-rx=1"));
        store.save(new StoredPair(spec("rst2", "net_null9", 2), null));
        dataplane = Dataplane.open(
                new DataplaneConfig(
                        List.of("--vdev=net_null0,no-rx=1"), List.of(), IdleStrategy.BACKOFF, 3, 8191, 2176, 64),
                store,
                events::add);
    }

    private static void tap(String name, String alias) throws Exception {
        ip("tuntap add name %s mode tap multi_queue".formatted(name));
        ip("link set %s alias %s".formatted(name, alias));
    }

    private static PairSpec spec(String name, String port, int number) {
        return new PairSpec(
                name,
                port,
                Backend.TAP,
                1,
                1024,
                new TapSpec(
                        name, MAC + number, 1500, true, List.of("198.51.100.%d/24".formatted(number + 1)), null, true));
    }

    private static int ifindex(String link) throws Exception {
        return Integer.parseInt(ip("-o link show " + link).split(":")[0]);
    }

    private List<String> eventsOf(String pair) {
        return events.stream()
                .filter(event -> pair.equals(event.subject()))
                .map(Event::type)
                .toList();
    }

    @AfterAll
    void removeTaps() throws Exception {
        for (String left : List.of("rst0", "rst1", "rst2", "rstgone", "rstother", "rstplain")) {
            if (exists(left)) {
                ip("link del " + left);
            }
        }
    }

    @Test
    @Order(1)
    void aTapThatOutlivedItsServiceIsAdoptedAsItWasFound() throws Exception {
        Pair pair = dataplane.pair("rst0").join();

        assertThat(pair.status().state()).isEqualTo(PairState.FORWARDING);
        PairStatus.TapLink tap = Objects.requireNonNull(pair.status().tap());
        assertThat(tap.ifindex()).isEqualTo(survivor);
        assertThat(tap.carrier()).isTrue();
        assertThat(dataplane.tap("rst0").join().addresses()).contains("198.51.100.1/24", "198.51.100.77/32");
        assertThat(ip("route show dev rst0")).contains("203.0.113.0/24");
        assertThat(eventsOf("rst0")).containsExactly("pair.adopted");
    }

    @Test
    @Order(2)
    void theMtuThatATapWasGivenMeanwhileIsWantedFromNowOn() {
        assertThat(dataplane.port("net_null0").join().mtu()).isEqualTo(1400);
        assertThat(dataplane.pair("rst0").join().spec().requireTap().mtu()).isEqualTo(1400);
        assertThat(store.spec("rst0").requireTap().mtu()).isEqualTo(1400);
    }

    @Test
    @Order(3)
    void aPortThatWasPluggedAtRunTimeIsPluggedAgain() throws Exception {
        Pair pair = dataplane.pair("rst1").join();

        assertThat(pair.status().state()).isEqualTo(PairState.FORWARDING);
        assertThat(dataplane.tap("rst1").join().addresses()).contains("198.51.100.2/24");
        assertThat(eventsOf("rst1")).containsExactly("pair.restored");
        assertThat(ip("-d link show rst1")).contains("persist on", "alias offramp:%s:rst1".formatted(store.owner()));
    }

    @Test
    @Order(4)
    void aTapOfOursWithoutAPairIsRemovedAndNoOther() throws Exception {
        assertThat(exists("rstgone")).isFalse();
        assertThat(eventsOf("rstgone")).containsExactly("tap.orphaned");
        assertThat(exists("rstother")).isTrue();
        assertThat(exists("rstplain")).isTrue();
    }

    @Test
    @Order(5)
    void aPairWithoutItsPortWaitsForIt() {
        Pair waiting = dataplane.pair("rst2").join();
        assertThat(waiting.status().state()).isEqualTo(PairState.FAILED);
        assertThat(waiting.status().conditions()).extracting(Condition::type).containsExactly("PortNotFound");
        assertThat(dataplane.counters().join().pairs())
                .extracting(PairCounters::name)
                .doesNotContain("rst2");

        dataplane.plug("net_null9,no-rx=1", false).join();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(eventsOf("rst2")).containsExactly("pair.failed", "pair.healed"));
        assertThat(dataplane.pair("rst2").join().status().state()).isEqualTo(PairState.FORWARDING);
        assertThat(Objects.requireNonNull(store.get("rst2")).portDevargs()).isEqualTo("net_null9,no-rx=1");
    }

    @Test
    @Order(6)
    void tapsOutliveTheServiceWithWhatTheyWereGiven() throws Exception {
        int second = ifindex("rst1");

        dataplane.close();

        assertThat(ifindex("rst0")).isEqualTo(survivor);
        assertThat(ifindex("rst1")).isEqualTo(second);
        assertThat(ip("address show dev rst0")).contains("198.51.100.77/32");
        assertThat(ip("route show dev rst0")).contains("203.0.113.0/24");
        assertThat(ip("-o link show rst0")).contains("NO-CARRIER", ",UP");
        assertThat(store.load()).extracting(pair -> pair.spec().name()).containsExactly("rst0", "rst1", "rst2");
    }
}
