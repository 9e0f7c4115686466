package io.offramp.dataplane.forward;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.offramp.dataplane.eal.CpuSet;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.eal.EalThread;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.Mempool;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.ethdev.PortStats;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Forwarding on real ports of the installed DPDK: net_null, net_ring and net_pcap. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingTest {
    private static final int FRAMES = 5_000;
    private static final int NULL_FRAME = 64;
    private static final int RING = 1024;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final EalThread control = new EalThread(16);
    private Path sent;
    private Path received;
    private Eal eal;
    private MempoolSet mempools;
    private PollerGroup pollers;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        sent = folder.resolve("sent.pcap");
        received = folder.resolve("received.pcap");
        Files.write(sent, PcapFile.ofDistinctFrames(FRAMES));
        int lcore = CpuSet.current().cpus().getLast();
        eal = run(() -> Eal.open(
                List.of(
                        "--vdev=net_pcap0,rx_pcap=%s,tx_pcap=%s".formatted(sent, folder.resolve("back.pcap")),
                        "--vdev=net_pcap1,rx_pcap=%s,tx_pcap=%s".formatted(sent, received),
                        "--vdev=net_ring0",
                        "--vdev=net_null0",
                        "--vdev=net_null1",
                        "--vdev=net_null2",
                        "--vdev=net_null3"),
                List.of(lcore),
                MempoolSet.demand(3, 8191, 2176)));
        mempools = run(() -> new MempoolSet(3, 8191, 2176));
        pollers = run(() -> PollerGroup.start(List.of(lcore), YieldingIdleStrategy::new));
    }

    @AfterAll
    void close() {
        run(() -> {
            pollers.close();
            mempools.close();
            eal.close();
            return this;
        });
        control.close();
    }

    private <T> T run(Callable<T> command) {
        return control.submit(command).join();
    }

    private EthPort started(String name, Mempool mempool) {
        EthPort port = EthPort.find(name).orElseThrow();
        port.configure(1, RING, 1500, mempool);
        port.start();
        return port;
    }

    private ExceptionPath forwarded(EthPort one, EthPort other) {
        ExceptionPath path = ExceptionPath.between(one, other, 1);
        pollers.add(path);
        return path;
    }

    @Test
    void everyFrameArrivesUnchangedAndInOrder() throws Exception {
        List<EthPort> ports = run(() -> {
            Mempool mempool = mempools.lease("pcap").orElseThrow();
            return List.of(started("net_pcap0", mempool), started("net_pcap1", mempool));
        });
        ExceptionPath path = run(() -> forwarded(ports.getFirst(), ports.getLast()));
        await().atMost(SOON).until(() -> path.toKernel().txPackets() == FRAMES);
        PortStats stats = run(() -> {
            pollers.remove(path);
            PortStats end = ports.getLast().stats();
            ports.forEach(EthPort::stop);
            mempools.release("pcap");
            return end;
        });

        List<byte[]> expected = PcapFile.frames(sent);
        assertThat(PcapFile.frames(received))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(expected);
        assertThat(stats.opackets()).isEqualTo(FRAMES);
        assertThat(stats.obytes())
                .isEqualTo(expected.stream().mapToLong(frame -> frame.length).sum());
        assertThat(path.toKernel()).isEqualTo(new ForwardStats(FRAMES, FRAMES, 0, 0));
        assertThat(run(mempools::freeCount)).isEqualTo(mempools.size());
    }

    /** Nobody empties the ring; were the rest not freed, the mempool would run dry. */
    @Test
    void packetsThatFindNoRoomAreFreedAndCounted() {
        int rounds = 1_000;
        run(() -> {
            Mempool mempool = mempools.lease("full").orElseThrow();
            EthPort source = started("net_null0", mempool);
            EthPort ring = started("net_ring0", mempool);
            int before = mempool.available();
            BurstForwarder forwarder = new BurstForwarder(source.rxQueue(0), ring.txQueue(0));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment mbufs = arena.allocate(ADDRESS, BurstForwarder.BURST);
                for (int i = 0; i < rounds; i++) {
                    forwarder.forward(mbufs);
                }
            }

            ForwardStats stats = forwarder.stats();
            int room = RING - 1;
            long received = (long) rounds * BurstForwarder.BURST;
            assertThat(stats)
                    .isEqualTo(new ForwardStats(received, room, received - room, (received - room) * NULL_FRAME));
            assertThat(before - mempool.available()).isEqualTo(room);
            assertThat(source.stats().rxNombuf()).isZero();
            source.stop();
            ring.stop();
            return this;
        });
    }

    @Test
    void aPathThatWasRemovedIsNotTouchedAgainWhileOthersGoOn() {
        List<EthPort> ports = run(() -> {
            Mempool mempool = mempools.lease("null").orElseThrow();
            return List.of(
                    started("net_null0", mempool),
                    started("net_null1", mempool),
                    started("net_null2", mempool),
                    started("net_null3", mempool));
        });
        ExceptionPath stays = run(() -> forwarded(ports.get(0), ports.get(1)));
        for (int round = 0; round < 20; round++) {
            ExceptionPath goes = run(() -> forwarded(ports.get(2), ports.get(3)));
            await().atMost(SOON).until(() -> goes.fromKernel().txPackets() > 0);
            ForwardStats atRemoval = run(() -> {
                pollers.remove(goes);
                return goes.toKernel();
            });
            long then = stays.toKernel().txPackets();
            await().atMost(SOON).until(() -> stays.toKernel().txPackets() > then + 10_000);
            assertThat(goes.toKernel()).isEqualTo(atRemoval);
        }
        run(() -> {
            pollers.remove(stays);
            ports.forEach(EthPort::stop);
            mempools.release("null");
            return this;
        });
        assertThat(stays.toKernel().rxPackets())
                .isEqualTo(stays.toKernel().txPackets() + stays.toKernel().ringFull());
    }

    @Test
    void aPollerTellsWhatItDoes() {
        List<EthPort> ports = run(() -> {
            Mempool mempool = mempools.lease("busy").orElseThrow();
            return List.of(started("net_null0", mempool), started("net_null1", mempool));
        });
        PollerStats before = run(pollers::read).getFirst().window().after();
        ExceptionPath path = run(() -> forwarded(ports.getFirst(), ports.getLast()));

        // net_null has a full burst whenever it is asked.
        PollerReading busy = await("a busy second")
                .atMost(SOON)
                .until(
                        () -> run(pollers::read).getFirst(),
                        reading -> reading.window().load() > 99);
        assertThat(busy.alive()).isTrue();
        assertThat(busy.paths()).containsExactly(path);
        PollerWindow window = busy.window();
        assertThat(window.length()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        // A reading may catch one counter a duty cycle later than another, at either end of the window.
        assertThat(window.busyPollsPerSecond()).isPositive().isCloseTo(window.pollsPerSecond(), offset(32.0));

        run(() -> {
            pollers.remove(path);
            ports.forEach(EthPort::stop);
            mempools.release("busy");
            return this;
        });
        long forwarded = path.toKernel().rxPackets() + path.fromKernel().rxPackets();
        PollerReading idle = await("a second without work")
                .atMost(SOON)
                .until(
                        () -> run(pollers::read).getFirst(),
                        reading -> reading.window().pollsPerSecond() == 0);
        PollerStats after = idle.window().after();
        assertThat(idle.paths()).isEmpty();
        assertThat(idle.window().load()).isZero();
        long polls = after.polls() - before.polls();
        assertThat(after.busyPolls() - before.busyPolls()).isEqualTo(polls);
        assertThat(after.packets() - before.packets())
                .as("packets of %d polls of two full queues each", polls)
                .isEqualTo(2L * BurstForwarder.BURST * polls)
                .isEqualTo(forwarded);
        assertThat(after.gaps().longestNanos()).isPositive();
        assertThat(cycles(after)).isGreaterThan(cycles(before)).isLessThan(after.polls());
    }

    /** Nobody asks between the two readings but the other one, and still both see the same second. */
    @Test
    void whoAsksMoreOftenDisturbsNobodysWindow() {
        PollerWindow first = await("a full second")
                .atMost(SOON)
                .until(
                        () -> run(pollers::read).getFirst().window(),
                        window -> window.length().compareTo(Duration.ofSeconds(1)) >= 0);
        for (int i = 0; i < 100; i++) {
            PollerWindow again = run(pollers::read).getFirst().window();
            assertThat(again.length()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(again.time()).isAfterOrEqualTo(first.time());
        }
    }

    private static long cycles(PollerStats stats) {
        return stats.gaps().counts().stream().mapToLong(Long::longValue).sum();
    }
}
