package io.offramp.dataplane.vhostnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.dataplane.pci.MachineTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VhostWorkersTest {
    /** The service, whose control thread has made vhost-net devices. */
    private static final int PROCESS = 700;

    private static final int CONTROL = 733;
    private static final int WORKER = 801;
    private static final int NEXT_WORKER = 802;

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private MachineTree tree;

    @SuppressWarnings("NullAway.Init") // before each test
    private VhostWorkers workers;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new MachineTree(folder);
        Files.createDirectories(folder.resolve("proc/self/task"));
        Files.createSymbolicLink(folder.resolve("proc/thread-self"), Path.of("%d/task/%d".formatted(PROCESS, CONTROL)));
        workers = new VhostWorkers(tree.proc());
    }

    @Test
    void findsThreadsOfTheKernelThatThisThreadMade() {
        tree.file("proc/%d/comm".formatted(WORKER), "vhost-%d\n".formatted(CONTROL))
                .file("proc/803/comm", "vhost-999\n")
                .file("proc/804/comm", "vhost\n")
                .file("proc/version", "Linux version 6.1\n");

        assertThat(workers.ofThisThread()).containsExactly(WORKER);
    }

    @Test
    void findsThreadsOfItsOwnProcessWhateverTheirNumberIsThere() {
        tree.file("proc/self/task/%d/comm".formatted(WORKER), "vhost-12\n")
                .file("proc/self/task/%d/comm".formatted(CONTROL), "eal-main\n");

        assertThat(workers.ofThisThread()).containsExactly(WORKER);
    }

    @Test
    void newOnesComeInTheOrderInWhichTheyWereMade() {
        // Thread ids start over at the largest that the kernel gives.
        worker(12, "vhost-733", 400, 0, 0, 0, "0");
        worker(32_767, "vhost-733", 399, 0, 0, 0, "0");
        worker(WORKER, "vhost-733", 10, 0, 0, 0, "0");

        assertThat(workers.madeSince(Set.of(WORKER))).containsExactly(32_767, 12);
    }

    @Test
    void thoseMadeInOneTickComeInTheOrderOfTheirIds() {
        worker(NEXT_WORKER, "vhost-733", 400, 0, 0, 0, "0");
        worker(WORKER, "vhost-733", 400, 0, 0, 0, "0");

        assertThat(workers.madeSince(Set.of())).containsExactly(WORKER, NEXT_WORKER);
    }

    @Test
    void readsTheFigures() {
        worker(WORKER, "vhost-733", 400, 7, 1_500, 3, "0,2-4");

        assertThat(workers.read(WORKER)).contains(new WorkerReading(3, List.of(0, 2, 3, 4), 15_070_000_000L));
    }

    @Test
    void aNameMayHoldBlanksAndParentheses() {
        worker(WORKER, "a) b (", 400, 0, 1, 2, "2");

        assertThat(workers.read(WORKER)).contains(new WorkerReading(2, List.of(2), 10_000_000L));
    }

    @Test
    void oneThatHasEndedHasNoFigures() {
        assertThat(workers.read(WORKER)).isEmpty();
    }

    @Test
    void aThreadOfThisProcessIsFoundAndMeasured() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Set<Integer> before = VhostWorkers.THIS_MACHINE.ofThisThread();
        Thread busy = Thread.ofPlatform().name("vhost-4711").start(() -> {
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        try {
            await("the thread")
                    .until(() -> !VhostWorkers.THIS_MACHINE.madeSince(before).isEmpty());
            List<Integer> made = VhostWorkers.THIS_MACHINE.madeSince(before);
            assertThat(made).hasSize(1);
            int tid = made.getFirst();
            WorkerMeter meter = new WorkerMeter(VhostWorkers.THIS_MACHINE);
            meter.look(made);
            assertThat(meter.load(tid)).isEmpty();

            long then = cpuNanos(tid);
            await("CPU time").atMost(Duration.ofSeconds(20)).until(() -> cpuNanos(tid) - then > 200_000_000);
            meter.look(made);

            assertThat(meter.load(tid).orElseThrow()).isPositive().isLessThanOrEqualTo(100);
            WorkerReading reading = VhostWorkers.THIS_MACHINE.read(tid).orElseThrow();
            assertThat(reading.cpus()).contains(reading.cpu());
        } finally {
            end.countDown();
            busy.join();
        }
        await("its end").until(() -> VhostWorkers.THIS_MACHINE.madeSince(before).isEmpty());
    }

    @Test
    void aWorkerThatIsGoneIsForgotten() {
        worker(WORKER, "vhost-733", 400, 0, 10, 0, "0");
        WorkerMeter meter = new WorkerMeter(workers);
        meter.look(List.of(WORKER));
        worker(WORKER, "vhost-733", 400, 0, 20, 0, "0");
        meter.look(List.of(WORKER));
        assertThat(meter.load(WORKER)).isPresent();

        meter.look(List.of());

        assertThat(meter.load(WORKER)).isEmpty();
    }

    private static long cpuNanos(int tid) {
        return VhostWorkers.THIS_MACHINE.read(tid).orElseThrow().cpuNanos();
    }

    /** A thread of the kernel, as proc(5) has it. */
    private void worker(int tid, String name, long start, long user, long system, int cpu, String cpus) {
        String stat =
                "%d (%s) S 2 0 0 0 -1 2129984 0 0 0 0 %d %d 0 0 20 0 1 0 %d 0 0 18446744073709551615 0 0 0 0 0 0 0 2147483647 0 0 0 0 17 %d 0 0 0 0 0 0 0 0 0 0 0 0 0"
                        .formatted(tid, name, user, system, start, cpu);
        tree.file("proc/%d/comm".formatted(tid), name + "\n")
                .file("proc/%1$d/task/%1$d/stat".formatted(tid), stat + "\n")
                .file(
                        "proc/%1$d/task/%1$d/status".formatted(tid),
                        "Name:\t%s\nCpus_allowed_list:\t%s\n".formatted(name, cpus));
    }
}
