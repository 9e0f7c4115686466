package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.offramp.dataplane.DataplaneException.Code;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The dataplane on the installed DPDK and the real kernel, with net_null ports and the TAP backend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataplaneTest {
    private static final int MEMPOOLS = 3;

    private Dataplane dataplane;

    @BeforeAll
    void open() {
        dataplane = Dataplane.open(new DataplaneConfig(
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
                64));
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
                .forEach(pair -> dataplane.deletePair(pair.spec().name()).join());
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

    private DataplaneException refusal(CompletableFuture<?> call) {
        CompletionException failed = assertThrows(CompletionException.class, call::join);
        return assertInstanceOf(DataplaneException.class, failed.getCause());
    }

    private List<String> portNames() {
        return dataplane.ports().join().stream().map(Port::name).toList();
    }

    private static boolean exists(String tap) throws Exception {
        return NetworkInterface.getByName(tap) != null;
    }

    @Test
    void aPairComesWithEveryDefaultFilledIn() {
        Pair pair = dataplane.createPair(spec("odt0", "net_null0")).join();

        String portMac = dataplane.port("net_null0").join().mac();
        assertThat(pair.spec().tap().name()).isEqualTo("odt0");
        assertThat(pair.spec().tap().mtu()).isEqualTo(1500);
        assertThat(pair.spec().tap().mac()).isNotEqualTo(portMac).matches(Syntax.MAC);
        assertThat(pair.status().state()).isEqualTo(PairState.FORWARDING);
        assertThat(pair.status().backend()).isEqualTo(Backend.TAP);
        assertThat(pair.status().lcores())
                .isEqualTo(dataplane.host().join().lcores().pollers());
        PairStatus.TapLink link = pair.status().tap();
        assertThat(link).isNotNull();
        assertThat(link.mac()).isEqualTo(pair.spec().tap().mac());
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
        assertThat(dataplane.port("net_tap_odt0").join().role()).isEqualTo(Port.Role.VIRTIO_USER);

        dataplane.deletePair("odt0").join();

        assertThat(exists("odt0")).isFalse();
        assertThat(portNames()).isEqualTo(before);
        assertThat(dataplane.host().join().memory().mempoolsFree()).isEqualTo(MEMPOOLS);
        assertThat(refusal(dataplane.pair("odt0")).code()).isEqualTo(Code.PAIR_NOT_FOUND);
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
                        .changeTap("odtdown", new TapChange(true, null, null))
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
            dataplane.deletePair("odt" + round).join();
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
        assertRefused(spec("odt1", "net_tap_odt0"), Code.PORT_IN_USE, "port");
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
                Code.NETNS_UNSUPPORTED,
                "tap.netns");
        assertRefused(new PairSpec("odt0", "net_null0", Backend.TAP, 1, 8192, tap()), Code.MEMPOOL_LIMIT, "queueSize");
    }

    /** The kernel refuses the second address only when port, virtual device and tap are made already. */
    @Test
    void aFailureHalfWayLeavesNothingBehind() throws Exception {
        List<String> before = portNames();
        TapSpec broken = tap("198.51.100.1/24", "ff02::7/64");

        DataplaneException failed = refusal(dataplane.createPair(spec("odt0", "net_null0", broken)));

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

        DataplaneException refused = refusal(dataplane.createPair(spec));

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
        Port port = dataplane.plug("net_ring0").join();
        assertThat(port.driver()).isEqualTo("net_ring");
        assertThat(port.role()).isEqualTo(Port.Role.FREE);
        assertThat(refusal(dataplane.plug("net_ring0")).code()).isEqualTo(Code.PORT_EXISTS);

        dataplane.createPair(spec("odt0", "net_ring0")).join();
        assertThat(dataplane.port("net_ring0").join().pair()).isEqualTo("odt0");
        assertThat(refusal(dataplane.unplug("net_ring0")).code()).isEqualTo(Code.PORT_IN_USE);

        dataplane.deletePair("odt0").join();
        dataplane.unplug("net_ring0").join();
        assertThat(refusal(dataplane.port("net_ring0")).code()).isEqualTo(Code.PORT_NOT_FOUND);
        assertThat(refusal(dataplane.unplug("net_ring0")).code()).isEqualTo(Code.PORT_NOT_FOUND);
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
            DataplaneException refused = refusal(dataplane.plug(devargs));
            assertThat(refused.code()).as(devargs).isEqualTo(Code.INVALID_VALUE);
            assertThat(refused.field()).isEqualTo("devargs");
        }
        assertThat(refusal(dataplane.plug("net_af_packet7,iface=nosuchiface")).code())
                .isEqualTo(Code.DEVICE_REFUSED);
    }

    @Test
    void thePortLimitOfTheBuildIsToldAndLeavesNothingBehind() {
        List<String> plugged = new ArrayList<>();
        try {
            int limit = dataplane.host().join().ports().limit();
            for (int i = portNames().size(); i < limit; i++) {
                plugged.add(dataplane.plug("net_null_many" + i).join().name());
            }
            assertThat(portNames()).hasSize(limit);
            assertThat(refusal(dataplane.plug("net_null_more")).code()).isEqualTo(Code.PORT_LIMIT);
            assertRefused(spec("odt0", "net_null0"), Code.PORT_LIMIT, "name");
        } finally {
            plugged.forEach(name -> dataplane.unplug(name).join());
        }
    }

    @Test
    void aTapIsChangedAsAWholeOrNotAtAll() {
        dataplane.createPair(spec("odt0", "net_null0", tap("198.51.100.1/24"))).join();

        Tap changed = dataplane
                .changeTap("odt0", new TapChange(null, 1400, List.of("198.51.100.9/24", "2001:DB8:0::9/64")))
                .join();

        assertThat(changed.mtu()).isEqualTo(1400);
        assertThat(changed.addresses())
                .contains("198.51.100.9/24", "2001:db8::9/64")
                .doesNotContain("198.51.100.1/24");
        assertThat(dataplane.port("net_null0").join().mtu()).isEqualTo(1400);

        DataplaneException failed = refusal(
                dataplane.changeTap("odt0", new TapChange(false, 1300, List.of("198.51.100.7/24", "ff02::7/64"))));

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
        dataplane.changeTap("odt0", new TapChange(false, null, null)).join();
        assertThat(dataplane
                        .changeTap("odt0", new TapChange(true, null, null))
                        .join()
                        .addresses())
                .contains("198.51.100.1/24", "198.51.100.2/24", "2001:db8::1/64");

        assertThat(dataplane
                        .changeTap("odt0", new TapChange(null, null, List.of()))
                        .join()
                        .addresses())
                .allMatch(address -> address.startsWith("fe80:"));
    }

    @Test
    void aTapSetDownOrTakenAwayIsTold() throws Exception {
        dataplane.createPair(spec("odt0", "net_null0")).join();
        ip("link", "set", "odt0", "down");
        PairStatus down = dataplane.pair("odt0").join().status();
        assertThat(down.state()).isEqualTo(PairState.DEGRADED);
        assertThat(down.conditions()).extracting(Condition::type).contains("TapDown");

        ip("link", "del", "odt0");
        PairStatus gone = dataplane.pair("odt0").join().status();
        assertThat(gone.state()).isEqualTo(PairState.FAILED);
        assertThat(gone.tap()).isNull();
        assertThat(gone.conditions()).extracting(Condition::type).contains("TapGone");
        assertThat(dataplane.taps().join()).isEmpty();

        dataplane.deletePair("odt0").join();
        assertThat(dataplane.pairs().join()).isEmpty();
    }

    private static void ip(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
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

        dataplane.deletePair("odt1").join();
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
        dataplane.deletePair("odt0").join();
        long before = dataplane.host().join().memory().heapUsedBytes();
        for (int round = 0; round < 20; round++) {
            dataplane.createPair(spec("odt0", "net_null0")).join();
            dataplane.deletePair("odt0").join();
        }
        assertThat(dataplane.host().join().memory().heapUsedBytes()).isEqualTo(before);
    }
}
