package io.offramp.dataplane;

import static io.offramp.dataplane.Ip.exists;
import static io.offramp.dataplane.Ip.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.dataplane.DataplaneException.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The dataplane on the installed DPDK and the real kernel, with net_null ports and the TAP backend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataplaneTest {
    private static final int MEMPOOLS = 3;

    private final RememberedPairs store = new RememberedPairs();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Dataplane dataplane;

    @BeforeAll
    void open() {
        dataplane = Dataplane.open(
                new DataplaneConfig(
                        List.of(
                                "--vdev=net_null0,no-rx=1",
                                "--vdev=net_null1,no-rx=1",
                                "--vdev=net_null2",
                                "--vdev=net_null3,no-rx=1"),
                        List.of(),
                        IdleStrategy.BACKOFF,
                        MEMPOOLS,
                        8191,
                        2176,
                        64),
                store,
                events::add);
    }

    @AfterAll
    void close() {
        dataplane.close();
    }

    @AfterEach
    void deletePairs() {
        dataplane
                .pairs()
                .join()
                .forEach(pair -> dataplane
                        .deletePair(pair.spec().name(), Precondition.NONE)
                        .join());
    }

    private static TapSpec tap(String... addresses) {
        return new TapSpec(null, null, null, true, List.of(addresses), null, false);
    }

    private static PairSpec spec(String name, String port) {
        return new PairSpec(name, port, Backend.TAP, 1, 1024, tap());
    }

    private static PairSpec spec(String name, String port, TapSpec tap) {
        return new PairSpec(name, port, Backend.TAP, 1, 1024, tap);
    }

    private List<String> portNames() {
        return dataplane.ports().join().stream().map(Port::name).toList();
    }

    @Test
    void aPairComesWithEveryDefaultFilledIn() {
        Pair pair = dataplane.createPair(spec("odt0", "net_null0")).join();

        String portMac = dataplane.port("net_null0").join().mac();
        assertThat(pair.spec().requireTap().name()).isEqualTo("odt0");
        assertThat(pair.spec().requireTap().mtu()).isEqualTo(1500);
        assertThat(pair.spec().requireTap().mac()).isNotEqualTo(portMac).matches(Syntax.MAC);
        assertThat(pair.status().state()).isEqualTo(PairState.FORWARDING);
        assertThat(pair.status().backend()).isEqualTo(Backend.TAP);
        assertThat(pair.status().lcores())
                .isEqualTo(dataplane.host().join().lcores().pollers());
        PairStatus.TapLink link = pair.status().tap();
        assertThat(link).isNotNull();
        assertThat(link.mac()).isEqualTo(pair.spec().requireTap().mac());
        assertThat(link.up()).isTrue();
        assertThat(link.carrier()).isTrue();
    }

    @Test
    void aPairAppearsInTheKernelAndGoesWithoutATrace() throws Exception {
        List<String> before = portNames();
        dataplane
                .createPair(spec("odt0", "net_null0", tap("198.51.100.1/24", "2001:db8::1/64")))
                .join();
        assertThat(exists("odt0")).isTrue();
        assertThat(dataplane.tap("odt0").join().addresses()).contains("198.51.100.1/24", "2001:db8::1/64");
        assertThat(dataplane.port("net_tapodt0").join().role()).isEqualTo(Port.Role.VIRTIO_USER);

        dataplane.deletePair("odt0", Precondition.NONE).join();

        assertThat(exists("odt0")).isFalse();
        assertThat(portNames()).isEqualTo(before);
        assertThat(dataplane.host().join().memory().mempoolsFree()).isEqualTo(MEMPOOLS);
        assertThat(Refusals.of(dataplane.pair("odt0")).code()).isEqualTo(Code.PAIR_NOT_FOUND);
    }

    @Test
    void aTapThatIsNotWantedUpStaysDown() {
        TapSpec down = new TapSpec("odtdown", "02:00:00:00:0a:01", 1400, false, List.of(), null, false);

        Pair pair = dataplane.createPair(spec("odt0", "net_null0", down)).join();

        Tap tap = dataplane.tap("odtdown").join();
        assertThat(tap.up()).isFalse();
        assertThat(tap.mac()).isEqualTo("02:00:00:00:0a:01");
        assertThat(tap.mtu()).isEqualTo(1400);
        assertThat(pair.status().state()).isEqualTo(PairState.FORWARDING);
        assertThat(dataplane
                        .changeTap("odtdown", new TapChange(null, null, true, null))
                        .join()
                        .up())
                .isTrue();
    }

    @Test
    void theLedgerBalancesInEverySnapshotUnderLoad() {
        dataplane.createPair(spec("odt0", "net_null2")).join();

        List<PairCounters.ToKernel> seen = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            PairCounters counters = dataplane.counters().join().pairs().getFirst();
            PairCounters.ToKernel to = counters.toKernel();
            assertThat(to.rxPackets()).isEqualTo(to.txPackets() + to.filtered() + to.policed() + to.ringFull());
            assertThat(counters.fromKernel().rxPackets())
                    .isEqualTo(counters.fromKernel().txPackets()
                            + counters.fromKernel().ringFull());
            seen.add(to);
            return to.rxPackets() > 100_000 && seen.size() > 20;
        });
        assertThat(seen).isSortedAccordingTo((one, other) -> Long.compare(one.rxPackets(), other.rxPackets()));
    }

    @Test
    void aPairGoesWhileAnotherForwards() {
        dataplane.createPair(spec("odtbusy", "net_null2")).join();
        for (int round = 0; round < 10; round++) {
            long before = toKernel("odtbusy");
            dataplane.createPair(spec("odt" + round, "net_null0")).join();
            dataplane.deletePair("odt" + round, Precondition.NONE).join();
            await().atMost(Duration.ofSeconds(10)).until(() -> toKernel("odtbusy") > before);
        }
        assertThat(dataplane.pairs().join()).hasSize(1);
    }

    private long toKernel(String pair) {
        return dataplane.counters().join().pairs().stream()
                .filter(counters -> counters.name().equals(pair))
                .findFirst()
                .orElseThrow()
                .toKernel()
                .txPackets();
    }

    @Test
    void namesAndPortsAreUsedOnce() {
        dataplane.createPair(spec("odt0", "net_null0")).join();

        assertRefused(spec("odt0", "net_null1"), Code.PAIR_EXISTS, "name");
        assertRefused(spec("odt1", "net_null0"), Code.PORT_IN_USE, "port");
        assertRefused(spec("odt1", "net_tapodt0"), Code.PORT_IN_USE, "port");
        assertRefused(spec("odt1", "net_null9"), Code.PORT_NOT_FOUND, "port");
        assertRefused(
                spec("odt1", "net_null1", new TapSpec("odt0", null, null, true, List.of(), null, false)),
                Code.TAP_EXISTS,
                "tap.name");
        assertRefused(spec("lo", "net_null1"), Code.TAP_EXISTS, "name");
    }

    @Test
    void whatIsMalformedIsRefusedBeforeAnythingIsDone() {
        assertRefused(spec("a234567890123456", "net_null0"), Code.INVALID_VALUE, "name");
        assertRefused(spec("a,path=x", "net_null0"), Code.INVALID_VALUE, "name");
        assertRefused(spec("..", "net_null0"), Code.INVALID_VALUE, "name");
        assertRefused(spec("odt0", "net_null0,x=y"), Code.INVALID_VALUE, "port");
        assertRefused(new PairSpec("odt0", "net_null0", Backend.TAP, 0, 1024, tap()), Code.INVALID_VALUE, "queues");
        assertRefused(new PairSpec("odt0", "net_null0", Backend.TAP, 1, 1000, tap()), Code.INVALID_VALUE, "queueSize");
        assertRefused(spec("odt0", "net_null0", tap("198.51.100.1")), Code.INVALID_VALUE, "tap.addresses[0]");
        assertRefused(spec("odt0", "net_null0", tap("198.51.100.1/33")), Code.INVALID_VALUE, "tap.addresses[0]");
        assertRefused(
                spec("odt0", "net_null0", tap("198.51.100.1/24", "198.51.100.1/24")),
                Code.INVALID_VALUE,
                "tap.addresses[1]");
        assertRefused(
                spec("odt0", "net_null0", new TapSpec(null, "01:00:5e:00:00:01", null, true, List.of(), null, false)),
                Code.INVALID_VALUE,
                "tap.mac");
        assertRefused(
                spec("odt0", "net_null0", new TapSpec(null, null, 67, true, List.of(), null, false)),
                Code.INVALID_VALUE,
                "tap.mtu");
        assertRefused(
                spec("odt0", "net_null0", new TapSpec(null, null, 1000, true, List.of("2001:db8::1/64"), null, false)),
                Code.INVALID_VALUE,
                "tap.mtu");
    }

    @Test
    void whatIsImpossibleHereIsRefused() {
        assertRefused(
                spec("odt0", "net_null0", new TapSpec(null, null, 9000, true, List.of(), null, false)),
                Code.MTU_UNSUPPORTED,
                "tap.mtu");
        assertRefused(
                spec("odt0", "net_null0", new TapSpec(null, null, null, true, List.of(), "blue", false)),
                Code.NETNS_NOT_FOUND,
                "tap.netns");
        assertRefused(new PairSpec("odt0", "net_null0", Backend.TAP, 1, 8192, tap()), Code.MEMPOOL_LIMIT, "queueSize");
    }

    /** The kernel refuses the second address only when port, virtual device and tap are made already. */
    @Test
    void aFailureHalfWayLeavesNothingBehind() throws Exception {
        List<String> before = portNames();
        TapSpec broken = tap("198.51.100.1/24", "ff02::7/64");

        DataplaneException failed = Refusals.of(dataplane.createPair(spec("odt0", "net_null0", broken)));

        assertThat(failed.code()).isEqualTo(Code.INVALID_VALUE);
        assertThat(failed.field()).isEqualTo("tap.addresses[1]");
        assertThat(failed).hasMessageContaining("rtnl_addr_add").hasMessageContaining("ff02::7/64");
        assertThat(exists("odt0")).isFalse();
        assertThat(portNames()).isEqualTo(before);
        assertThat(dataplane.pairs().join()).isEmpty();
        assertThat(dataplane.host().join().memory().mempoolsFree()).isEqualTo(MEMPOOLS);
        assertThat(dataplane
                        .createPair(spec("odt0", "net_null0"))
                        .join()
                        .status()
                        .state())
                .isEqualTo(PairState.FORWARDING);
    }

    private void assertRefused(PairSpec spec, Code code, String field) {
        List<String> before = portNames();
        int pairs = dataplane.pairs().join().size();

        DataplaneException refused = Refusals.of(dataplane.createPair(spec));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.remedy()).isNotBlank();
        assertThat(portNames()).isEqualTo(before);
        assertThat(dataplane.pairs().join()).hasSize(pairs);
    }

    @Test
    void mempoolsAreLeasedOneAPort() {
        for (int i = 0; i < MEMPOOLS; i++) {
            dataplane.createPair(spec("odt" + i, "net_null" + i)).join();
        }
        assertThat(dataplane.host().join().memory().mempoolsFree()).isZero();
        assertRefused(spec("odt9", "net_null3"), Code.MEMPOOL_LIMIT, "port");
    }

    @Test
    void portsArePluggedAndUnplugged() {
        Port port = dataplane.plug("net_ring0", false).join();
        assertThat(port.driver()).isEqualTo("net_ring");
        assertThat(port.role()).isEqualTo(Port.Role.FREE);
        assertThat(Refusals.of(dataplane.plug("net_ring0", false)).code()).isEqualTo(Code.PORT_EXISTS);

        dataplane.createPair(spec("odt0", "net_ring0")).join();
        assertThat(dataplane.port("net_ring0").join().pair()).isEqualTo("odt0");
        assertThat(Refusals.of(dataplane.unplug("net_ring0")).code()).isEqualTo(Code.PORT_IN_USE);

        dataplane.deletePair("odt0", Precondition.NONE).join();
        dataplane.unplug("net_ring0").join();
        assertThat(Refusals.of(dataplane.port("net_ring0")).code()).isEqualTo(Code.PORT_NOT_FOUND);
        assertThat(Refusals.of(dataplane.unplug("net_ring0")).code()).isEqualTo(Code.PORT_NOT_FOUND);
    }

    @Test
    void onlyAPciDeviceCanBeBound() {
        DataplaneException refused = Refusals.of(dataplane.plug("net_ring0", true));

        assertThat(refused.code()).isEqualTo(Code.INVALID_VALUE);
        assertThat(refused.field()).isEqualTo("bind");
        assertThat(Refusals.of(dataplane.plug("ffff:ff:1f.7", true)).code()).isEqualTo(Code.DEVICE_REFUSED);
        assertThat(Refusals.of(dataplane.port("net_ring0")).code()).isEqualTo(Code.PORT_NOT_FOUND);
    }

    @Test
    void devargsThatReachBeyondTheNetworkAreRefused() {
        for (String devargs : List.of(
                "net_pcap0,tx_pcap=/etc/passwd",
                "net_null7,iface=x",
                "net_af_packet7,iface=../x",
                "crypto_null0",
                "virtio_user7,path=/dev/vhost-net",
                "net_null7,size=64,",
                "",
                "net_null7 ")) {
            DataplaneException refused = Refusals.of(dataplane.plug(devargs, false));
            assertThat(refused.code()).as(devargs).isEqualTo(Code.INVALID_VALUE);
            assertThat(refused.field()).isEqualTo("devargs");
        }
        assertThat(Refusals.of(dataplane.plug("net_af_packet7,iface=nosuchiface", false))
                        .code())
                .isEqualTo(Code.DEVICE_REFUSED);
    }

    @Test
    void thePortLimitOfTheBuildIsToldAndLeavesNothingBehind() {
        List<String> plugged = new ArrayList<>();
        try {
            int limit = dataplane.host().join().ports().limit();
            for (int i = portNames().size(); i < limit; i++) {
                plugged.add(dataplane.plug("net_null_many" + i, false).join().name());
            }
            assertThat(portNames()).hasSize(limit);
            assertThat(Refusals.of(dataplane.plug("net_null_more", false)).code())
                    .isEqualTo(Code.PORT_LIMIT);
            assertRefused(spec("odt0", "net_null0"), Code.PORT_LIMIT, "name");
        } finally {
            plugged.forEach(name -> dataplane.unplug(name).join());
        }
    }

    @Test
    void aTapIsChangedAsAWholeOrNotAtAll() {
        dataplane.createPair(spec("odt0", "net_null0", tap("198.51.100.1/24"))).join();

        Tap changed = dataplane
                .changeTap("odt0", new TapChange(null, 1400, null, List.of("198.51.100.9/24", "2001:DB8:0::9/64")))
                .join();

        assertThat(changed.mtu()).isEqualTo(1400);
        assertThat(changed.addresses())
                .contains("198.51.100.9/24", "2001:db8::9/64")
                .doesNotContain("198.51.100.1/24");
        assertThat(dataplane.port("net_null0").join().mtu()).isEqualTo(1400);

        DataplaneException failed = Refusals.of(dataplane.changeTap(
                "odt0", new TapChange(null, 1300, false, List.of("198.51.100.7/24", "ff02::7/64"))));

        assertThat(failed).hasMessageContaining("ff02::7/64");
        Tap after = dataplane.tap("odt0").join();
        assertThat(after.mtu()).isEqualTo(1400);
        assertThat(after.up()).isTrue();
        assertThat(after.addresses()).isEqualTo(changed.addresses());
    }

    @Test
    void addressesOutliveADownAndAnUp() {
        dataplane
                .createPair(spec("odt0", "net_null0", tap("198.51.100.1/24", "198.51.100.2/24", "2001:db8::1/64")))
                .join();
        dataplane.changeTap("odt0", new TapChange(null, null, false, null)).join();
        assertThat(dataplane
                        .changeTap("odt0", new TapChange(null, null, true, null))
                        .join()
                        .addresses())
                .contains("198.51.100.1/24", "198.51.100.2/24", "2001:db8::1/64");

        assertThat(dataplane
                        .changeTap("odt0", new TapChange(null, null, null, List.of()))
                        .join()
                        .addresses())
                .allMatch(address -> address.startsWith("fe80:"));
    }

    @Test
    void aTapSetDownIsTold() throws Exception {
        events.clear();
        dataplane.createPair(spec("odt0", "net_null0")).join();
        ip("link set odt0 down");

        PairStatus down = dataplane.pair("odt0").join().status();
        assertThat(down.state()).isEqualTo(PairState.DEGRADED);
        assertThat(down.conditions()).extracting(Condition::type).contains("TapDown");
        awaitEvent("odt0", "tap.changed");
        ip("link set odt0 up");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(eventsOf("odt0"))
                        .containsExactly(
                                "KERNEL tap.changed admin state from up to down: the kernel drops what the port receives, the "
                                        + "pair is degraded",
                                "KERNEL tap.changed admin state from down to up"));
    }

    @Test
    void aTapTakenAwayIsToldAndMadeAnew() throws Exception {
        Pair pair = dataplane
                .createPair(spec("odt0", "net_null0", tap("198.51.100.1/24")))
                .join();
        ip("link del odt0");

        awaitEvent("odt0", "pair.failed");
        awaitEvent("odt0", "pair.healed");
        Pair healed = dataplane.pair("odt0").join();
        assertThat(healed.spec()).isEqualTo(pair.spec());
        assertThat(healed.status().state()).isEqualTo(PairState.FORWARDING);
        assertThat(dataplane.tap("odt0").join().addresses()).contains("198.51.100.1/24");
    }

    @Test
    void aTapThatWasRenamedIsToldAndStillThePairs() throws Exception {
        dataplane.createPair(spec("odt0", "net_null0")).join();
        ip("link set odt0 down");
        ip("link set odt0 name odtnew");

        PairStatus renamed = dataplane.pair("odt0").join().status();
        assertThat(renamed.state()).isEqualTo(PairState.DEGRADED);
        assertThat(renamed.conditions()).extracting(Condition::type).contains("TapRenamed");

        dataplane.deletePair("odt0", Precondition.NONE).join();
        assertThat(exists("odtnew")).isFalse();
    }

    private List<String> eventsOf(String subject) {
        return events.stream()
                .filter(event -> subject.equals(event.subject()))
                .map(event -> "%s %s %s".formatted(event.author(), event.type(), event.message()))
                .toList();
    }

    private void awaitEvent(String pair, String type) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        events.stream().anyMatch(event -> pair.equals(event.subject()) && type.equals(event.type())));
    }

    @Test
    void whatCannotBeRememberedIsNotDone() throws Exception {
        store.full(true);
        try {
            List<String> before = portNames();
            assertThat(Refusals.of(dataplane.createPair(spec("odt0", "net_null0", persistent("odt0", 1500))))
                            .code())
                    .isEqualTo(Code.STATE_UNAVAILABLE);
            assertThat(exists("odt0")).isFalse();
            assertThat(portNames()).isEqualTo(before);
            store.full(false);

            dataplane
                    .createPair(spec("odt0", "net_null0", persistent("odt0", 1500)))
                    .join();
            store.full(true);
            assertThat(Refusals.of(dataplane.changeTap("odt0", new TapChange(null, 1400, null, null)))
                            .code())
                    .isEqualTo(Code.STATE_UNAVAILABLE);
            assertThat(dataplane.tap("odt0").join().mtu()).isEqualTo(1500);
            assertThat(Refusals.of(dataplane.deletePair("odt0", Precondition.NONE))
                            .code())
                    .isEqualTo(Code.STATE_UNAVAILABLE);
            assertThat(dataplane.pair("odt0").join().status().state()).isEqualTo(PairState.FORWARDING);
        } finally {
            store.full(false);
        }
    }

    private static TapSpec persistent(String name, int mtu, String... addresses) {
        return new TapSpec(name, null, mtu, true, List.of(addresses), null, true);
    }

    @Test
    void puttingASpecMakesThePairThenChangesItWithTheLeastDisturbance() throws Exception {
        PairSpec first = spec("odt0", "net_null0", persistent("odt0", 1500, "198.51.100.1/24"));
        assertThat(dataplane.planPair(first).join().action()).isEqualTo(PairPlan.Action.CREATE);
        assertThat(exists("odt0")).isFalse();

        Pair created = dataplane.putPair(first, Precondition.NONE).join().pair();
        int ifindex = Objects.requireNonNull(created.status().tap()).ifindex();
        ip("address add 198.51.100.99/32 dev odt0");
        assertThat(dataplane.putPair(first, Precondition.NONE).join().plan().action())
                .isEqualTo(PairPlan.Action.NOTHING);

        PairSpec changed = spec("odt0", "net_null0", persistent("odt0", 1400, "198.51.100.1/24"));
        PairPlan plan = dataplane.planPair(changed).join();
        assertThat(plan.action()).isEqualTo(PairPlan.Action.CHANGE);
        assertThat(plan.interrupts()).isFalse();
        assertThat(plan.operations()).containsExactly("change the MTU of the port and the tap from 1500 to 1400");
        assertThat(dataplane.tap("odt0").join().mtu()).isEqualTo(1500);
        assertThat(dataplane.putPair(changed, Precondition.NONE).join().plan()).isEqualTo(plan);
        assertThat(dataplane.tap("odt0").join().mtu()).isEqualTo(1400);
        assertThat(dataplane.tap("odt0").join().addresses()).contains("198.51.100.99/32");
        assertThat(store.spec("odt0").requireTap().mtu()).isEqualTo(1400);

        PairSpec resized = new PairSpec("odt0", "net_null0", Backend.TAP, 1, 512, changed.requireTap());
        PairPlan rebuild = dataplane.putPair(resized, Precondition.NONE).join().plan();
        assertThat(rebuild.action()).isEqualTo(PairPlan.Action.REBUILD);
        assertThat(rebuild.interrupts()).isTrue();
        Pair after = dataplane.pair("odt0").join();
        assertThat(after.spec().queueSize()).isEqualTo(512);
        assertThat(Objects.requireNonNull(after.status().tap()).ifindex()).isEqualTo(ifindex);
        assertThat(after.status().state()).isEqualTo(PairState.FORWARDING);
    }

    @Test
    void aPutThatIsRefusedLeavesThePairAsItWas() throws Exception {
        PairSpec spec = spec("odt0", "net_null0", persistent("odt0", 1500));
        Pair before = dataplane.putPair(spec, Precondition.NONE).join().pair();

        PairSpec stale = spec("odt0", "net_null0", persistent("odt0", 1400));
        assertThat(Refusals.of(dataplane.putPair(stale, now -> false)).code()).isEqualTo(Code.PRECONDITION_FAILED);
        assertThat(Refusals.of(dataplane.deletePair("odt0", now -> false)).code())
                .isEqualTo(Code.PRECONDITION_FAILED);
        PairSpec wrongAddress = spec("odt0", "net_null0", persistent("odt0", 1500, "ff02::7/64"));
        assertThat(Refusals.of(dataplane.putPair(wrongAddress, Precondition.NONE))
                        .code())
                .isEqualTo(Code.INVALID_VALUE);
        PairSpec wrongAddressAndQueues =
                new PairSpec("odt0", "net_null0", Backend.TAP, 1, 512, wrongAddress.requireTap());
        assertThat(Refusals.of(dataplane.putPair(wrongAddressAndQueues, Precondition.NONE))
                        .code())
                .isEqualTo(Code.INVALID_VALUE);

        Pair after = dataplane.pair("odt0").join();
        assertThat(after.spec()).isEqualTo(before.spec());
        assertThat(after.status()).isEqualTo(before.status());
        assertThat(store.spec("odt0")).isEqualTo(before.spec());
    }

    @Test
    void theLongestNameWillDo() {
        Pair pair = dataplane.createPair(spec("odt-fifteen-chr", "net_null0")).join();

        assertThat(pair.status().state()).isEqualTo(PairState.FORWARDING);
    }

    @Test
    void aTapThatPersistsGoesWithItsPair() throws Exception {
        dataplane
                .createPair(spec("odt0", "net_null0", persistent("odt0", 1500)))
                .join();
        assertThat(ip("-d link show odt0")).contains("persist on");

        dataplane.deletePair("odt0", Precondition.NONE).join();

        assertThat(exists("odt0")).isFalse();
        assertThat(store.get("odt0")).isNull();
    }

    @Test
    void theHostTellsWhatItRunsOn() {
        Host host = dataplane.host().join();

        assertThat(host.dpdk().version()).startsWith("DPDK 22.11");
        assertThat(host.dpdk().soname()).isEqualTo("librte_eal.so.23");
        assertThat(host.dpdk().ealArguments()).contains("--vdev=net_null2", "--no-telemetry");
        assertThat(host.memory().heapUsedBytes())
                .isPositive()
                .isLessThan(host.memory().heapTotalBytes());
        assertThat(host.ports().limit()).isEqualTo(32);
        assertThat(host.lcores().pollers()).isNotEmpty();
        assertThat(host.backends()).contains(Backend.TAP);
    }

    @Test
    void thePreflightTellsOfTheMachineAndOfWhatIsLeft() {
        assertThat(dataplane.preflight().join())
                .extracting(Check::id)
                .contains("tun", "port-limit", "mempools", "mbufs");
        assertThat(check("mempools").status()).isEqualTo(Check.Status.PASS);

        for (int i = 0; i < MEMPOOLS; i++) {
            dataplane.createPair(spec("odt" + i, "net_null" + i)).join();
        }

        assertThat(check("mempools").status()).isEqualTo(Check.Status.WARN);
        assertThat(check("mbufs").finding()).contains(" of its 8191 mbufs free");
        assertThat(check("port-limit").finding()).startsWith("%d of the 32 ports".formatted(4 + MEMPOOLS));
    }

    private Check check(String id) {
        return dataplane.preflight().join().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPollerNamesItsPairsAndItsLoadClimbsAndFalls() {
        int lcore = dataplane.host().join().lcores().pollers().getFirst();
        dataplane.createPair(spec("odt1", "net_null2")).join();
        dataplane.createPair(spec("odt0", "net_null0")).join();

        PollerStatus busy = await("a busy second")
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> dataplane.pollers().join().getFirst(),
                        poller -> poller.rates().load() > 90);
        assertThat(busy.lcore()).isEqualTo(lcore);
        assertThat(busy.alive()).isTrue();
        assertThat(busy.pairs()).containsExactly("odt0", "odt1");
        assertThat(busy.rates().packets()).isGreaterThan(1_000);
        assertThat(busy.counters().busyPolls())
                .isPositive()
                .isLessThanOrEqualTo(busy.counters().polls());
        assertThat(busy.pollGaps().histogram())
                .hasSize(22)
                .extracting(PollerStatus.Bucket::upToNanos)
                .startsWith(1_000L, 2_000L, 4_000L)
                .endsWith(1_048_576_000L, Long.MAX_VALUE);

        dataplane.deletePair("odt1", Precondition.NONE).join();
        PollerStatus idle = await("an idle second")
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> dataplane.pollers().join().getFirst(),
                        poller -> poller.rates().load() < 10);
        assertThat(idle.pairs()).containsExactly("odt0");
        assertThat(idle.rates().polls()).isPositive();
        assertThat(idle.conditions()).isEmpty();
    }

    @Test
    void twentyRoundsLeakNoMemory() {
        dataplane.createPair(spec("odt0", "net_null0")).join();
        dataplane.deletePair("odt0", Precondition.NONE).join();
        long before = dataplane.host().join().memory().heapUsedBytes();
        for (int round = 0; round < 20; round++) {
            dataplane.createPair(spec("odt0", "net_null0")).join();
            dataplane.deletePair("odt0", Precondition.NONE).join();
        }
        assertThat(dataplane.host().join().memory().heapUsedBytes()).isEqualTo(before);
    }
}
