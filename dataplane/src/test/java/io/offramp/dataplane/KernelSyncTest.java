package io.offramp.dataplane;

import static io.offramp.dataplane.Ip.exists;
import static io.offramp.dataplane.Ip.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A port whose driver can follow everything (net_tap, on the kernel interface kst_wan) and the tap of its pair. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelSyncTest {
    private static final String PORT = "net_tap_wan";
    private static final String NIC = "kst_wan";
    private static final String TAP = "kst0";
    private static final String NETNS = "offramp-kst";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RememberedPairs store = new RememberedPairs();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Dataplane dataplane;

    @BeforeAll
    void open() {
        dataplane = Dataplane.open(
                new DataplaneConfig(
                        List.of("--vdev=%s,iface=%s,mac=02:00:00:00:0d:01".formatted(PORT, NIC)),
                        List.of(),
                        IdleStrategy.BACKOFF,
                        2,
                        8191,
                        2176,
                        64),
                store,
                events::add);
    }

    @BeforeEach
    void createPair() {
        create(null);
    }

    private void create(@Nullable String netns) {
        TapSpec tap = new TapSpec(TAP, null, null, true, List.of("198.51.100.1/24", "2001:db8::1/64"), netns, true);
        dataplane
                .createPair(new PairSpec("kst", PORT, Backend.TAP, 1, 1024, tap))
                .join();
    }

    @AfterEach
    void deletePair() {
        dataplane.deletePair("kst", Precondition.NONE).join();
    }

    @AfterAll
    void close() throws Exception {
        dataplane.close();
        if (Files.exists(Path.of("/run/netns", NETNS))) {
            ip("netns del " + NETNS);
        }
    }

    private static void soon(String what, Callable<Boolean> condition) {
        await(what).atMost(SOON).until(condition);
    }

    private Port port() {
        return dataplane.port(PORT).join();
    }

    private List<String> conditions() {
        return dataplane.pair("kst").join().status().conditions().stream()
                .map(Condition::type)
                .toList();
    }

    private static boolean flag(String link, String flag) throws Exception {
        String flags = ip("-o link show " + link).replaceFirst(".*<(.*)>.*\n", "$1");
        return List.of(flags.split(",")).contains(flag);
    }

    @Test
    void theMtuOfTheTapReachesThePort() throws Exception {
        ip("link set %s mtu 1400".formatted(TAP));

        soon("the port's MTU", () -> port().mtu() == 1400);
        assertThat(ip("-o link show " + NIC)).contains("mtu 1400");
        assertThat(dataplane.pair("kst").join().spec().requireTap().mtu()).isEqualTo(1400);
        assertThat(store.spec("kst").requireTap().mtu()).isEqualTo(1400);
    }

    @Test
    void anMtuThatThePortCannotCarryIsToldUntilItIsTakenBack() throws Exception {
        ip("link set %s mtu 9000".formatted(TAP));

        soon("the condition", () -> conditions().contains("MtuNotFollowed"));
        assertThat(dataplane.pair("kst").join().status().state()).isEqualTo(PairState.DEGRADED);
        assertThat(port().mtu()).isEqualTo(1500);
        Condition told = dataplane.pair("kst").join().status().conditions().stream()
                .filter(condition -> condition.type().equals("MtuNotFollowed"))
                .findFirst()
                .orElseThrow();
        assertThat(told.remedy()).startsWith("ip link");
        ip(told.remedy().substring("ip ".length()));
        soon("the end of the condition", () -> !conditions().contains("MtuNotFollowed"));
    }

    @Test
    void theMacAddressOfTheTapReachesThePortAndGoesWithThePair() throws Exception {
        String own = port().mac();
        ip("link set %s address 02:00:00:00:0d:77".formatted(TAP));

        soon("the port's MAC address", () -> port().mac().equals("02:00:00:00:0d:77"));
        assertThat(store.spec("kst").requireTap().mac()).isEqualTo("02:00:00:00:0d:77");

        dataplane.deletePair("kst", Precondition.NONE).join();
        assertThat(port().mac()).isEqualTo(own);
        create(null);
    }

    @Test
    void promiscuousAndAllMulticastOfTheTapReachThePort() throws Exception {
        assertThat(port().promiscuous()).isTrue();
        assertThat(flag(TAP, "PROMISC")).isTrue();

        ip("link set %s promisc off".formatted(TAP));
        soon("not promiscuous", () -> !port().promiscuous() || conditions().contains("PromiscuousNeeded"));
        ip("link set %s promisc on".formatted(TAP));
        soon("promiscuous", () -> port().promiscuous() && !conditions().contains("PromiscuousNeeded"));

        ip("link set %s allmulticast on".formatted(TAP));
        soon("all multicast", () -> flag(NIC, "ALLMULTI"));
        ip("link set %s allmulticast off".formatted(TAP));
        soon("told multicast", () -> !flag(NIC, "ALLMULTI"));
    }

    @Test
    void theAdminStateOfTheTapReachesThePortAndItsAddressesStay() throws Exception {
        ip("link set %s down".formatted(TAP));
        soon("the port is down", () -> !flag(NIC, "UP"));
        assertThat(conditions()).contains("TapDown").doesNotContain("PortLinkDown", "TapNoCarrier");

        ip("link set %s up".formatted(TAP));
        soon("the port is up", () -> flag(NIC, "UP"));
        soon("all is well", () -> dataplane.pair("kst").join().status().state() == PairState.FORWARDING);
        assertThat(dataplane.tap(TAP).join().addresses()).contains("198.51.100.1/24", "2001:db8::1/64");
    }

    @Test
    void theLinkOfThePortIsTheCarrierOfTheTap() throws Exception {
        ip("link set %s down".formatted(NIC));
        soon("no carrier", () -> flag(TAP, "NO-CARRIER"));
        assertThat(conditions()).contains("PortLinkDown").doesNotContain("TapNoCarrier");

        ip("link set %s up".formatted(NIC));
        soon("carrier", () -> !flag(TAP, "NO-CARRIER") && flag(TAP, "LOWER_UP"));
        soon("all is well", () -> dataplane.pair("kst").join().status().state() == PairState.FORWARDING);
    }

    @Test
    void theSpeedOfThePortIsTheSpeedOfTheTap() {
        long speed = Objects.requireNonNull(port().link().speedMbps());
        soon(
                "the speed",
                () -> Files.readString(Path.of("/sys/class/net", TAP, "speed"))
                        .strip()
                        .equals(Long.toString(speed)));
    }

    @Test
    void aTapLivesInTheNamespaceThatItIsWantedIn() throws Exception {
        dataplane.deletePair("kst", Precondition.NONE).join();
        ip("netns add " + NETNS);
        create(NETNS);

        assertThat(exists(TAP)).isFalse();
        assertThat(ip("-n %s address show dev %s".formatted(NETNS, TAP)))
                .contains("198.51.100.1/24", "2001:db8::1/64", ",UP");
        dataplane.changeTap(TAP, new TapChange(null, 1400, null, null)).join();
        assertThat(ip("-n %s -o link show %s".formatted(NETNS, TAP))).contains("mtu 1400");
        ip("-n %s link set %s mtu 1300".formatted(NETNS, TAP));
        soon("the port's MTU", () -> port().mtu() == 1300);
        assertThat(dataplane.counters().join().pairs().getFirst().tap()).isNotNull();

        ip("netns del " + NETNS);
        soon("the loss is told", () -> conditions().contains("NetnsNotFound"));
        assertThat(dataplane.pair("kst").join().status().state()).isEqualTo(PairState.FAILED);
        ip("netns add " + NETNS);
        soon("it is back", () -> dataplane.pair("kst").join().status().state() == PairState.FORWARDING);
        assertThat(ip("-n %s address show dev %s".formatted(NETNS, TAP))).contains("198.51.100.1/24");

        dataplane.deletePair("kst", Precondition.NONE).join();
        assertThat(ip("-n %s link show".formatted(NETNS))).doesNotContain(TAP);
        create(null);
    }

    @Test
    void aNamespaceThatIsNotThereIsRefused() {
        dataplane.deletePair("kst", Precondition.NONE).join();
        TapSpec tap = new TapSpec(TAP, null, null, true, List.of(), "no-such-netns", true);

        DataplaneException refused =
                Refusals.of(dataplane.createPair(new PairSpec("kst", PORT, Backend.TAP, 1, 1024, tap)));

        assertThat(refused.code()).isEqualTo(DataplaneException.Code.NETNS_NOT_FOUND);
        assertThat(refused.field()).isEqualTo("tap.netns");
        assertThat(refused.remedy()).isEqualTo("ip netns add no-such-netns");
        create(null);
    }
}
