package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.PairCounters;
import io.offramp.client.model.Port;
import io.offramp.e2e.lab.Peer;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.service.KernelLink;
import io.offramp.e2e.service.LedgerWatch;
import io.offramp.e2e.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Two pairs that forward at once: strictly one tap a port, and neither learns of the other's packets or end. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoPairsTest {
    private static final int PINGS = 300;
    private static final Duration PING_INTERVAL = Duration.ofMillis(10);

    private final HostLab lab = new HostLab(2);

    @BeforeAll
    void createPairs() {
        for (int i = 0; i < 2; i++) {
            lab.createPair(i);
            lab.awaitAnswer(i, lab.tapAddress4(i));
        }
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    @Order(1)
    void eachTapSeesItsOwnPeerOnly() {
        List<PairCounters> before = List.of(lab.counters(0), lab.counters(1));
        List<Long> kernelBefore = List.of(receivedByKernel(0), receivedByKernel(1));
        try (LedgerWatch ledgers = LedgerWatch.of(lab.service(), "PT0.1S");
                BackgroundProcess capture0 = capture(0);
                BackgroundProcess capture1 = capture(1)) {
            pingFromBothAtOnce();
            assertOwnPingsOnly(0, capture0);
            assertOwnPingsOnly(1, capture1);
            assertThat(ledgers.broken()).isEmpty();
            assertThat(ledgers.moving()).isGreaterThan(5);
        }
        for (int i = 0; i < 2; i++) {
            long climbed = lab.counters(i).getToKernel().getTxPackets()
                    - before.get(i).getToKernel().getTxPackets();
            // Its own pings and at most some neighbour discovery: the other's pings would show.
            assertThat(climbed).isBetween((long) PINGS, PINGS + PINGS / 2L);
            assertThat(receivedByKernel(i) - kernelBefore.get(i)).isBetween((long) PINGS, PINGS + PINGS / 2L);
        }
    }

    @Test
    @Order(2)
    void eachTapHasItsOwnMac() {
        assertThat(KernelLink.named(lab.machine(), lab.name(0)).mac())
                .isNotEqualTo(KernelLink.named(lab.machine(), lab.name(1)).mac());
    }

    @Test
    @Order(3)
    void theOneLosesNothingWhileTheOtherComesAndGoes() {
        Service service = lab.service();
        PairCounters before = lab.counters(0);
        int rounds = 0;
        try (BackgroundProcess ping = lab.peer(0).startPing(lab.tapAddress4(0), 1000, PING_INTERVAL)) {
            while (ping.isRunning()) {
                service.run(service.pairs().deletePair(lab.name(1), null));
                assertThat(lab.interfaces()).contains(lab.name(0)).doesNotContain(lab.name(1));
                lab.createPair(1);
                rounds++;
            }
            assertThat(Peer.summary(ping, Duration.ofSeconds(1))).isEqualTo(new Ping(1000, 1000));
        }
        System.out.printf("1000 of 1000 pings answered while another pair came and went %d times%n", rounds);
        assertThat(rounds).isGreaterThan(2);
        PairCounters after = lab.counters(0);
        assertThat(after.getToKernel().getRingFull())
                .isEqualTo(before.getToKernel().getRingFull());
        assertThat(after.getFromKernel().getRingFull())
                .isEqualTo(before.getFromKernel().getRingFull());
    }

    @Test
    @Order(4)
    void aDeletedPairLeavesNoTapNoPortAndNoCounters() {
        Service service = lab.service();
        service.run(service.pairs().deletePair(lab.name(1), null));
        assertThat(lab.interfaces()).contains(lab.name(0)).doesNotContain(lab.name(1));
        assertThat(service.http().call("GET", "/pairs/" + lab.name(1), null).status())
                .isEqualTo(404);
        assertThat(service.http().call("GET", "/taps/" + lab.name(1), null).status())
                .isEqualTo(404);
        assertThat(service.get(service.ports().listPorts().map(Port::getName).collectList()))
                .containsExactlyInAnyOrder(
                        HostLab.port(0),
                        HostLab.port(1),
                        lab.pair(0).getStatus().getVirtioUserPort());
        assertThat(service.http().call("GET", "/counters", null).text()).doesNotContain(lab.name(1));
    }

    private long receivedByKernel(int i) {
        return KernelLink.named(lab.machine(), lab.name(i)).received().packets();
    }

    private BackgroundProcess capture(int i) {
        BackgroundProcess tcpdump = lab.machine()
                .start(
                        "tcpdump",
                        Map.of(),
                        List.of("tcpdump", "-n", "-l", "--immediate-mode", "-i", lab.name(i), "ip or arp"));
        await("tcpdump on " + lab.name(i))
                .atMost(Duration.ofSeconds(10))
                .until(() -> tcpdump.log().contains("listening on"));
        return tcpdump;
    }

    private void pingFromBothAtOnce() {
        try (BackgroundProcess ping0 = lab.peer(0).startPing(lab.tapAddress4(0), PINGS, PING_INTERVAL);
                BackgroundProcess ping1 = lab.peer(1).startPing(lab.tapAddress4(1), PINGS, PING_INTERVAL)) {
            for (BackgroundProcess ping : List.of(ping0, ping1)) {
                assertThat(Peer.summary(ping, Duration.ofSeconds(30))).isEqualTo(new Ping(PINGS, PINGS));
            }
        }
    }

    private void assertOwnPingsOnly(int i, BackgroundProcess capture) {
        String request = "%s > %s: ICMP echo request".formatted(lab.peerAddress4(i), lab.tapAddress4(i));
        await("%d pings in the capture on %s".formatted(PINGS, lab.name(i)))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(capture.log().lines().filter(line -> line.contains(request)))
                        .hasSize(PINGS));
        int other = 1 - i;
        assertThat(capture.log()).doesNotContain(lab.peerAddress4(other)).doesNotContain(lab.tapAddress4(other));
    }
}
