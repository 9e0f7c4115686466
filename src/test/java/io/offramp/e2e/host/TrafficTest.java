package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.Action;
import io.offramp.client.model.Backend;
import io.offramp.client.model.Condition;
import io.offramp.client.model.PairChange;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.PairState;
import io.offramp.client.model.PairStatus;
import io.offramp.client.model.TapLink;
import io.offramp.e2e.lab.Peer;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Execution;
import io.offramp.e2e.service.KernelLink;
import io.offramp.e2e.service.LedgerWatch;
import io.offramp.e2e.service.PairReadings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What arrives at the port comes out of the tap, and what Linux sends to the tap leaves by the port. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrafficTest {
    private static final int PINGS = 200;
    private static final Duration PING_INTERVAL = Duration.ofMillis(5);
    /** Two seconds at 40 Mbit/s: far less than any machine does, far more than a path that loses segments. */
    private static final long TCP_BYTES = 10_000_000;

    private final HostLab lab = new HostLab(1);
    private final LedgerWatch ledgers = LedgerWatch.of(lab.service(), "PT0.2S");

    enum Family {
        IPV4,
        IPV6
    }

    @BeforeAll
    void createPair() {
        lab.createPair(0);
        for (Family family : Family.values()) {
            lab.awaitAnswer(0, tapAddress(family));
        }
    }

    @AfterAll
    void close() {
        try (lab) {
            ledgers.close();
        }
    }

    @Test
    @Order(1)
    void autoTakesVhostNetWhereItIsAndElseTapAndSaysSo() {
        PairStatus status = lab.pair(0).getStatus();
        assertThat(status.getState()).isEqualTo(PairState.FORWARDING);
        if (Files.exists(Path.of("/dev/vhost-net"))) {
            assertThat(status.getBackend()).isEqualTo(Backend.VHOST_NET);
            assertThat(status.getConditions()).isEmpty();
        } else {
            assertThat(status.getBackend()).isEqualTo(Backend.TAP);
            assertThat(status.getConditions())
                    .extracting(Condition::getMessage)
                    .singleElement()
                    .asString()
                    .contains("/dev/vhost-net");
        }
    }

    @Test
    @Order(2)
    void theTapHasTheNameMacMtuAndAddressesThatTheApiTells() {
        JsonNode link = JsonMapper.shared()
                .readTree(lab.machine().sh("ip -j address show dev " + lab.name(0)))
                .required(0);
        TapLink tap = Objects.requireNonNull(lab.pair(0).getStatus().getTap());
        assertThat(link.required("ifindex").asInt()).isEqualTo(tap.getIfindex());
        assertThat(link.required("address").asString()).isEqualTo(tap.getMac());
        assertThat(link.required("mtu").asInt()).isEqualTo(tap.getMtu());
        assertThat(link.required("flags").valueStream().map(JsonNode::asString)).contains("UP", "LOWER_UP");
        assertThat(link.required("addr_info")
                        .valueStream()
                        .map(address -> "%s/%d"
                                .formatted(
                                        address.required("local").asString(),
                                        address.required("prefixlen").asInt())))
                .contains(lab.tapAddress4(0) + "/24", lab.tapAddress6(0) + "/64");
    }

    @ParameterizedTest
    @EnumSource
    @Order(3)
    void thePeerPingsTheTap(Family family) {
        PairCounters before = lab.counters(0);
        assertThat(lab.peer(0).ping(tapAddress(family), PINGS, PING_INTERVAL)).isEqualTo(new Ping(PINGS, PINGS));
        assertClimbedBothWays(before, lab.counters(0));
    }

    @ParameterizedTest
    @EnumSource
    @Order(4)
    void theTapPingsThePeer(Family family) {
        PairCounters before = lab.counters(0);
        assertThat(lab.machine()
                        .sh("ping -n -q -W 2 -c %d -i 0.005 -I %s %s"
                                .formatted(PINGS, lab.name(0), peerAddress(family))))
                .contains("%1$d packets transmitted, %1$d received, 0%% packet loss".formatted(PINGS));
        assertClimbedBothWays(before, lab.counters(0));
    }

    @Test
    @Order(5)
    void theCountersOfApiDpdkAndKernelAgreePacketForPacket() {
        assertThat(lab.peer(0).ping(tapAddress(Family.IPV4), PINGS, PING_INTERVAL))
                .isEqualTo(new Ping(PINGS, PINGS));
        // Neighbour discovery goes on by itself: what is read one after the other agrees when nothing comes between.
        await("counters that agree").atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            PairReadings counted = PairReadings.of(lab.service(), lab.name(0));
            assertThat(List.of(
                            PairReadings.packets(counted.toKernel()),
                            PairReadings.bytes(counted.toKernel()),
                            PairReadings.packets(counted.fromKernel()),
                            PairReadings.bytes(counted.fromKernel())))
                    .as(counted.toString())
                    .extracting(Set::size)
                    .containsOnly(1);
            System.out.println(counted);
        });
    }

    @ParameterizedTest
    @EnumSource
    @Order(6)
    void tcpFlowsIntoTheKernel(Family family) {
        assertThat(iperf(family)).isGreaterThan(TCP_BYTES);
    }

    @ParameterizedTest
    @EnumSource
    @Order(7)
    void tcpFlowsOutOfTheKernel(Family family) {
        assertThat(iperf(family, "--reverse")).isGreaterThan(TCP_BYTES);
    }

    @Test
    @Order(8)
    void changesOfAddressesAndMtuLoseNoPacket() {
        int count = 3000;
        List<String> addresses = List.of(lab.tapAddress4(0) + "/24", lab.tapAddress6(0) + "/64");
        List<String> more = new ArrayList<>(addresses);
        more.add("203.0.113.77/32");
        try (BackgroundProcess ping = lab.peer(0).startPing(tapAddress(Family.IPV4), count, Duration.ofMillis(1))) {
            for (int i = 0; i < 10; i++) {
                PairRequest wanted = lab.request(0, true);
                Objects.requireNonNull(wanted.getTap())
                        .mtu(i % 2 == 0 ? 1400 : 1500)
                        .addresses(i % 2 == 0 ? more : addresses);
                PairChange change =
                        lab.service().get(lab.service().pairs().putPair(lab.name(0), wanted, false, null, null));
                assertThat(change.getPlan().getAction()).isEqualTo(Action.CHANGE);
                assertThat(change.getPlan().getInterrupts()).isFalse();
            }
            assertThat(ping.isRunning()).as("traffic until the last change").isTrue();
            assertThat(Peer.summary(ping, Duration.ofSeconds(30))).isEqualTo(new Ping(count, count));
        }
        assertThat(KernelLink.named(lab.machine(), lab.name(0)).mtu()).isEqualTo(1500);
    }

    @Test
    @Order(9)
    void everyLedgerBalancedAtAnySnapshot() {
        assertThat(ledgers.broken()).isEmpty();
        assertThat(ledgers.moving()).isGreaterThan(10);
    }

    private String tapAddress(Family family) {
        return family == Family.IPV4 ? lab.tapAddress4(0) : lab.tapAddress6(0);
    }

    private String peerAddress(Family family) {
        return family == Family.IPV4 ? lab.peerAddress4(0) : lab.peerAddress6(0);
    }

    private static void assertClimbedBothWays(PairCounters before, PairCounters after) {
        assertThat(after.getToKernel().getTxPackets())
                .isGreaterThanOrEqualTo(before.getToKernel().getTxPackets() + PINGS);
        assertThat(after.getFromKernel().getTxPackets())
                .isGreaterThanOrEqualTo(before.getFromKernel().getTxPackets() + PINGS);
    }

    /** Sends as fast as TCP can for two seconds from the peer to the tap, with {@code --reverse} the other way; bytes received. */
    private long iperf(Family family, String... options) {
        String port = Integer.toString(HostLab.freePort());
        List<String> serve = List.of(
                "iperf3", "--server", "--one-off", "--bind", tapAddress(family), "--port", port, "--forceflush");
        try (BackgroundProcess server = lab.machine().start("iperf3", Map.of(), serve)) {
            await("iperf3's server")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> server.log().contains("Server listening"));
            List<String> client = new ArrayList<>(
                    List.of("iperf3", "--client", tapAddress(family), "--port", port, "--time", "2", "--json"));
            client.addAll(List.of(options));
            Execution run = lab.peer(0).run(Duration.ofSeconds(30), client).expectSuccess();
            JsonNode received =
                    JsonMapper.shared().readTree(run.stdout()).required("end").required("sum_received");
            System.out.printf(
                    "TCP over %s %s: %d Mbit/s%n",
                    family,
                    options.length == 0 ? "into the kernel" : "out of the kernel",
                    Math.round(received.required("bits_per_second").asDouble() / 1e6));
            return received.required("bytes").asLong();
        }
    }
}
