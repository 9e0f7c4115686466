package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.Pair;
import io.offramp.client.model.PairState;
import io.offramp.client.model.PairStatus;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.service.KernelLink;
import io.offramp.e2e.service.QuickStart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL, at any moment: what was answered as done is there afterwards, and nothing else is. */
@Tag("host")
class KillTest {
    private static final int ROUNDS = Integer.getInteger("offramp.kills", 100);
    private static final int PORTS = 3;
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void aTapKeepsWhatItHasAndTrafficFlowsAgainByItself() throws Exception {
        try (HostLab lab = new HostLab(1)) {
            Pair before = lab.createPair(0);
            String tap = lab.name(0);
            int ifindex = Objects.requireNonNull(before.getStatus().getTap()).getIfindex();
            lab.machine().sh("ip address add 198.18.255.77/32 dev " + tap);
            lab.machine().sh("ip route add 198.18.255.128/25 via %s dev %s".formatted(lab.peerAddress4(0), tap));
            lab.awaitAnswer(0, lab.tapAddress4(0));
            try (BackgroundProcess traffic = lab.peer(0).startPing(lab.tapAddress4(0), 10_000, Duration.ofMillis(10))) {
                lab.service().process().signal("KILL");
                lab.service().process().awaitExit(SOON);
                // The kernel tells of it a moment later (linkwatch).
                await("no carrier")
                        .atMost(SOON)
                        .untilAsserted(() -> assertThat(lab.machine().sh("ip -o link show " + tap))
                                .contains("NO-CARRIER", ",UP"));
                lab.startServiceAgain();

                PairStatus after = lab.pair(0).getStatus();
                assertThat(after.getState()).isEqualTo(PairState.FORWARDING);
                assertThat(Objects.requireNonNull(after.getTap()).getIfindex()).isEqualTo(ifindex);
                assertThat(traffic.isRunning()).isTrue();
            }
            assertThat(lab.machine().sh("ip -o address show dev " + tap))
                    .contains(lab.tapAddress4(0), lab.tapAddress6(0), "198.18.255.77/32");
            assertThat(lab.machine().sh("ip route show dev " + tap)).contains("198.18.255.128/25 via");
            lab.awaitAnswer(0, lab.tapAddress4(0));
            Ping pings = lab.peer(0).ping(lab.tapAddress6(0), 100, Duration.ofMillis(10));
            assertThat(pings.received()).isEqualTo(100);
        }
    }

    @Test
    void whateverTheMomentTheApiTheDocumentsAndTheKernelAgree(@TempDir Path folder) throws Exception {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.printf("%d kills, seed %d%n", ROUNDS, seed);
        Random random = new Random(seed);
        try (HostLab lab = new HostLab(PORTS)) {
            List<String> quick = QuickStart.prepare(lab.machine(), folder, HostLab.freePort());
            List<BackgroundProcess> pings = IntStream.range(0, PORTS)
                    .mapToObj(i -> lab.peer(i).startPing(lab.tapAddress4(i), 1_000_000, Duration.ofMillis(10)))
                    .toList();
            Changes changes = new Changes(lab, new Random(random.nextLong()));
            for (int round = 0; round < ROUNDS; round++) {
                CompletableFuture<Void> busy = CompletableFuture.runAsync(changes::untilTheServiceIsGone);
                changes.awaitFirst(random.nextInt(6));
                TimeUnit.MICROSECONDS.sleep(random.nextInt(100_000));
                lab.service().process().signal("KILL");
                lab.service().process().awaitExit(SOON);
                busy.get(SOON.toSeconds(), TimeUnit.SECONDS);
                lab.startServiceAgain(quick);
                verify(lab, changes, "kill %d, seed %d".formatted(round, seed));
            }
            System.out.printf(
                    "%d kills; changes answered: %s; of those cut off %d were done, %d were not%n",
                    ROUNDS, changes.answered(), changes.cutOffDone(), changes.cutOffNotDone());
            pings.forEach(BackgroundProcess::close);
        }
    }

    private static void verify(HostLab lab, Changes changes, String round) {
        Map<String, Integer> api = Wanted.ofApi(lab);
        changes.settle(api, round);
        assertThat(Wanted.ofDocuments(lab)).as("the documents, %s", round).isEqualTo(api);
        assertThat(Wanted.ofKernel(lab)).as("the kernel, %s", round).isEqualTo(api);
        await("every pair forwards, " + round)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(api.keySet())
                        .allSatisfy(pair -> assertThat(lab.service()
                                        .get(lab.service().pairs().getPair(pair))
                                        .getStatus()
                                        .getState())
                                .isEqualTo(PairState.FORWARDING)));
        assertThat(KernelLink.all(lab.machine()).stream()
                        .filter(link -> link.name().startsWith(lab.name(0).substring(0, 6)))
                        .count())
                .as("taps of the lab, %s", round)
                .isEqualTo(api.size());
    }
}
