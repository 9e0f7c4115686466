package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.Backend;
import io.offramp.client.model.Condition;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.PairState;
import io.offramp.client.model.Port;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.lab.VhostPeer;
import io.offramp.e2e.machine.LocalMachine;
import io.offramp.e2e.service.LedgerWatch;
import io.offramp.e2e.service.Service;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pairs whose far end is another DPDK process on a socket: both parts, and every way of losing each other. */
@Tag("host")
class VhostUserTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration INTERVAL = Duration.ofMillis(2);
    private static final int PINGS = 500;
    private static final int KILLED = 137;
    private static final String HUGEPAGES = "/proc/sys/vm/nr_hugepages";

    private @Nullable HostLab lab;

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    private HostLab lab(String... moreEalArguments) {
        lab = new HostLab(1, moreEalArguments);
        return lab;
    }

    private static String socket(HostLab lab) {
        return "/tmp/%s.sock".formatted(lab.name(0));
    }

    private static Pair create(HostLab lab, String port, boolean server) {
        Service service = lab.service();
        return service.get(service.pairs()
                .createPair(new PairRequest()
                        .name(lab.name(0))
                        .port(port)
                        .backend(Backend.VHOST_USER)
                        .socket(socket(lab))
                        .server(server)));
    }

    private static void awaitState(HostLab lab, PairState state) {
        await("the pair is " + state).atMost(SOON).untilAsserted(() -> {
            Pair pair = lab.pair(0);
            assertThat(pair.getStatus().getState()).as(pair.toString()).isEqualTo(state);
        });
    }

    /** Every ping is answered by the process behind the socket. */
    private static void expectAnswers(HostLab lab) {
        lab.awaitAnswer(0, lab.tapAddress4(0));
        assertThat(lab.peer(0).ping(lab.tapAddress4(0), PINGS, INTERVAL)).isEqualTo(new Ping(PINGS, PINGS));
    }

    private static void expectNothingIsLeft(HostLab lab) {
        Service service = lab.service();
        service.run(service.pairs().deletePair(lab.name(0), null));
        assertThat(lab.machine().sh("ls /tmp")).doesNotContain(lab.name(0) + ".sock");
        assertThat(service.get(service.ports().listPorts().map(Port::getName).collectList()))
                .doesNotContain("virtio_user_" + lab.name(0));
        assertThat(lab.machine().sh("ls " + service.stateDirectory() + "/pairs"))
                .isEmpty();
    }

    @Test
    void aServerTakesItsPeerWheneverItComes() {
        HostLab lab = lab();
        Pair pair = create(lab, HostLab.port(0), true);
        assertThat(pair.getStatus().getState()).isEqualTo(PairState.DEGRADED);
        assertThat(pair.getStatus().getTap()).isNull();
        assertThat(pair.getSpec().getTap()).isNull();
        assertThat(pair.getStatus().getConditions())
                .extracting(Condition::getType)
                .contains("NoPeer");
        assertThat(lab.interfaces()).doesNotContain(lab.name(0));

        try (VhostPeer peer = VhostPeer.start(lab.machine(), socket(lab), true, "icmpecho")) {
            awaitState(lab, PairState.FORWARDING);
            expectAnswers(lab);
            peer.kill();
        }
        awaitState(lab, PairState.DEGRADED);
        try (VhostPeer _ = VhostPeer.start(lab.machine(), socket(lab), true, "icmpecho")) {
            awaitState(lab, PairState.FORWARDING);
            expectAnswers(lab);

            lab.service().process().signal("KILL");
            assertThat(lab.service().process().awaitExit(PATIENCE)).isEqualTo(KILLED);
            assertThat(lab.machine().sh("ls " + socket(lab))).isNotEmpty();
            lab.startServiceAgain();
            awaitState(lab, PairState.FORWARDING);
            expectAnswers(lab);
        }
        expectNothingIsLeft(lab);
    }

    @Test
    void aClientCountsWhatItsPeerCountsAndConnectsAnew() {
        HostLab lab = lab();
        assertThat(lab.service()
                        .http()
                        .call("POST", "/pairs", """
                {"name": "%s", "port": "%s", "backend": "VHOST_USER", "socket": "%s"}""".formatted(lab.name(0), HostLab.port(0), socket(lab)))
                        .status())
                .isEqualTo(422);
        try (VhostPeer peer = VhostPeer.start(lab.machine(), socket(lab), false, "icmpecho")) {
            create(lab, HostLab.port(0), false);
            awaitState(lab, PairState.FORWARDING);
            expectAnswers(lab);

            // Nothing more comes, so that both have counted the same.
            lab.peer(0).sh("ip link set eth0 down");
            PairCounters counters = lab.counters(0);
            VhostPeer.Count count = peer.end();
            lab.peer(0).sh("ip link set eth0 up");
            assertThat(count.received()).isGreaterThan(PINGS);
            assertThat(counters.getToKernel().getTxPackets()).isEqualTo(count.received());
            assertThat(counters.getFromKernel().getRxPackets()).isEqualTo(count.sent());
            assertThat(counters.getTap()).isNull();
        }
        awaitState(lab, PairState.FAILED);
        try (VhostPeer _ = VhostPeer.start(lab.machine(), socket(lab), false, "icmpecho")) {
            awaitState(lab, PairState.FORWARDING);
            expectAnswers(lab);

            lab.service().process().signal("KILL");
            assertThat(lab.service().process().awaitExit(PATIENCE)).isEqualTo(KILLED);
            lab.startServiceAgain();
            awaitState(lab, PairState.FORWARDING);
            expectAnswers(lab);
        }
        lab.machine().sh("rm -f " + socket(lab));
        expectNothingIsLeft(lab);
    }

    @Test
    void hugepagesAreSharedWithThePeerAndTheLedgerHoldsAtFullSpeed() {
        LocalMachine machine = new LocalMachine();
        String before = machine.read(HUGEPAGES).strip();
        machine.sh("echo %d >%s".formatted(Integer.parseInt(before) + 256, HUGEPAGES));
        try {
            HostLab lab = lab("--vdev=net_null0,size=64");
            Service service = lab.service();
            assertThat(service.get(service.host().getHost()).getMemory().getHugepages())
                    .isTrue();
            try (VhostPeer _ = VhostPeer.start(lab.machine(), socket(lab), false, "macswap");
                    LedgerWatch ledgers = LedgerWatch.of(service, "PT0.1S")) {
                create(lab, "net_null0", false);
                await("a hundred thousand packets both ways").atMost(SOON).untilAsserted(() -> {
                    PairCounters counters = lab.counters(0);
                    assertThat(counters.getToKernel().getTxPackets()).isGreaterThan(100_000);
                    assertThat(counters.getFromKernel().getRxPackets()).isGreaterThan(100_000);
                });
                assertThat(ledgers.broken()).isEmpty();
                service.run(service.pairs().deletePair(lab.name(0), null));
            }
            lab.machine().sh("rm -f " + socket(lab));
        } finally {
            close();
            lab = null;
            machine.sh("echo %s >%s".formatted(before, HUGEPAGES));
        }
    }
}
