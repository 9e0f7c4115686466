package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.dataplane.DataplaneException.Code;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pairs that end in another process: a real one, dpdk-testpmd, which sends back what it gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VhostUserTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RememberedPairs store = new RememberedPairs();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Dataplane dataplane;

    @TempDir
    Path folder;

    @BeforeAll
    void open() {
        dataplane = Dataplane.open(
                new DataplaneConfig(
                        List.of("--vdev=net_null0,size=64", "--vdev=net_null1,no-rx=1"),
                        List.of(),
                        IdleStrategy.BACKOFF,
                        3,
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
        for (Pair pair : dataplane.pairs().join()) {
            dataplane.deletePair(pair.spec().name(), Precondition.NONE).join();
        }
    }

    private Path socket() {
        return folder.resolve("exc0.sock");
    }

    private PairSpec spec(boolean server) {
        return spec("vhu0", "net_null0", server);
    }

    private PairSpec spec(String name, String port, boolean server) {
        return new PairSpec(
                name, port, Backend.VHOST_USER, 1, 512, null, new VhostSocket(socket().toString(), server), null);
    }

    private Pair create(boolean server) {
        return dataplane.createPair(spec(server)).join();
    }

    private PairStatus status() {
        return dataplane.pair("vhu0").join().status();
    }

    private void awaitForwarding() {
        await("FORWARDING")
                .atMost(SOON)
                .untilAsserted(() ->
                        assertThat(status().state()).as(status().toString()).isEqualTo(PairState.FORWARDING));
        PairCounters before = counters();
        await("packets both ways").atMost(SOON).untilAsserted(() -> {
            PairCounters now = counters();
            assertThat(now.toKernel().txPackets())
                    .isGreaterThan(before.toKernel().txPackets() + 10_000);
            assertThat(now.fromKernel().rxPackets())
                    .isGreaterThan(before.fromKernel().rxPackets() + 10_000);
        });
        PairCounters now = counters();
        assertThat(now.toKernel().rxPackets())
                .isEqualTo(now.toKernel().txPackets() + now.toKernel().ringFull());
        assertThat(now.fromKernel().rxPackets())
                .isEqualTo(now.fromKernel().txPackets() + now.fromKernel().ringFull());
        assertThat(now.tap()).isNull();
    }

    private PairCounters counters() {
        return dataplane.counters().join().pairs().getFirst();
    }

    private void awaitNoPeer(PairState state) {
        await("NoPeer").atMost(SOON).untilAsserted(() -> {
            assertThat(status().state()).as(status().toString()).isEqualTo(state);
            assertThat(status().conditions()).isNotEmpty();
        });
    }

    @Test
    void aServerWaitsForItsPeerAndTakesItBack() throws Exception {
        Pair pair = create(true);

        assertThat(pair.status().state()).isEqualTo(PairState.DEGRADED);
        assertThat(pair.status().backend()).isEqualTo(Backend.VHOST_USER);
        assertThat(pair.status().tap()).isNull();
        assertThat(pair.status().conditions()).extracting(Condition::type).containsExactly("NoPeer");
        assertThat(dataplane.taps().join()).isEmpty();
        try (Testpmd peer = Testpmd.start(socket(), "client=1", folder)) {
            awaitForwarding();
            peer.kill();
        }
        awaitNoPeer(PairState.DEGRADED);
        try (Testpmd _ = Testpmd.start(socket(), "client=1", folder)) {
            awaitForwarding();
            dataplane.deletePair("vhu0", Precondition.NONE).join();
        }
        assertThat(socket()).doesNotExist();
        assertThat(dataplane.ports().join()).extracting(Port::name).containsExactlyInAnyOrder("net_null0", "net_null1");
        assertThat(store.load()).isEmpty();
    }

    @Test
    void aClientConnectsAnewWhenItsPeerComesBack() throws Exception {
        DataplaneException early = Refusals.of(dataplane.createPair(spec(false)));
        assertThat(early.code()).isEqualTo(Code.BACKEND_UNAVAILABLE);
        assertThat(early.field()).isEqualTo("socket");
        try (Testpmd peer = Testpmd.start(socket(), "client=0", folder)) {
            create(false);
            awaitForwarding();
            peer.kill();
        }
        awaitNoPeer(PairState.FAILED);
        Files.deleteIfExists(socket());
        try (Testpmd _ = Testpmd.start(socket(), "client=0", folder)) {
            awaitForwarding();
            dataplane.deletePair("vhu0", Precondition.NONE).join();
            assertThat(socket()).exists();
        }
        await("the event")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(events)
                        .extracting(Event::type)
                        // Whether the moments without a peer were seen depends on when the service looked.
                        .containsSubsequence("pair.failed", "pair.healed")
                        .endsWith("pair.healed"));
    }

    @Test
    void aFileOfSomebodyElseIsNotTouched() throws IOException {
        Files.writeString(socket(), "no socket");

        DataplaneException refused = Refusals.of(dataplane.createPair(spec(true)));

        assertThat(refused.code()).isEqualTo(Code.SOCKET_IN_USE);
        assertThat(socket()).hasContent("no socket");
        assertThat(store.load()).isEmpty();
        Files.delete(socket());
    }

    @Test
    void aSocketIsOnePairsAlone() {
        create(true);

        DataplaneException refused = Refusals.of(dataplane.createPair(spec("vhu1", "net_null1", true)));

        assertThat(refused.code()).isEqualTo(Code.SOCKET_IN_USE);
        assertThat(refused).hasMessageContaining("vhu0");
    }

    @Test
    void aPeerThatStandsStillDoesNotHoldTheControlThread() throws IOException {
        try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            mute.bind(UnixDomainSocketAddress.of(socket()));

            DataplaneException refused = Refusals.of(dataplane.createPair(spec(false)));

            assertThat(refused.code()).isEqualTo(Code.BACKEND_UNAVAILABLE);
            assertThat(refused).hasMessageContaining("does not answer");
        }
        Files.delete(socket());
        assertThat(dataplane.ports().join()).hasSize(2);
    }

    @Test
    void aMutePeerOfAServerDoesNotKeepItFromBeingDeleted() throws IOException {
        create(true);
        try (SocketChannel mute = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            mute.connect(UnixDomainSocketAddress.of(socket()));
            dataplane.deletePair("vhu0", Precondition.NONE).join();
        }
        assertThat(socket()).doesNotExist();
    }

    @Test
    void aPairComesAndGoesWhileSomebodyConnectsAllTheTime() throws Exception {
        Thread visitor = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                    channel.connect(UnixDomainSocketAddress.of(socket()));
                } catch (IOException notThere) {
                    Thread.onSpinWait();
                }
            }
        });
        try {
            for (int i = 0; i < 20; i++) {
                create(true);
                dataplane.deletePair("vhu0", Precondition.NONE).join();
                assertThat(socket()).doesNotExist();
            }
        } finally {
            visitor.interrupt();
            visitor.join();
        }
        assertThat(dataplane.ports().join()).hasSize(2);
    }

    @Test
    void aSocketFileThatSomebodyRemovesIsMadeAgain() throws IOException {
        create(true);
        Files.delete(socket());

        await("the socket").atMost(SOON).until(() -> Files.exists(socket()));
    }

    @Test
    void aPairBecomesATapsAndBack() {
        create(true);
        PairSpec tap = new PairSpec(
                "vhu0", "net_null0", Backend.TAP, 1, 512, new TapSpec("vhu0", null, null, true, List.of(), null, true));

        assertThat(dataplane.planPair(tap).join().operations())
                .contains(
                        "change the backend from VHOST_USER to TAP",
                        "change the socket from %s to none".formatted(socket()));
        dataplane.putPair(tap, Precondition.NONE).join();
        assertThat(status().state()).isEqualTo(PairState.FORWARDING);
        assertThat(socket()).doesNotExist();
        dataplane.putPair(spec(true), Precondition.NONE).join();

        assertThat(status().backend()).isEqualTo(Backend.VHOST_USER);
        assertThat(dataplane.taps().join()).isEmpty();
        assertThat(dataplane
                        .putPair(spec(true), Precondition.NONE)
                        .join()
                        .plan()
                        .action())
                .isEqualTo(PairPlan.Action.NOTHING);
    }

    @Test
    void whatIsNoPathOfASocketIsRefused() {
        for (@Nullable
        String path : List.of(
                "run/x",
                "/etc/x",
                "/run/../etc/x",
                "/run/x,server=0",
                "/run/x y",
                "/run/x=y",
                "/run/" + "x".repeat(104),
                "/run/x\n")) {
            DataplaneException refused = Refusals.of(dataplane.createPair(new PairSpec(
                    "vhu0", "net_null0", Backend.VHOST_USER, 1, 512, null, new VhostSocket(path, true), null)));
            assertThat(refused.code()).as(path).isEqualTo(Code.INVALID_VALUE);
            assertThat(refused.field()).isEqualTo("socket");
        }
    }
}
