package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.eal.CpuSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class VhostWorkerCheckTest {
    private static final CpuSet OTHERS = new CpuSet(List.of(0, 3));
    private static final CpuSet NONE = new CpuSet(List.of());

    @Test
    void withoutWorkersThereIsNothingToSay() {
        assertThat(VhostWorkerCheck.look(List.of(1), OTHERS, List.of(pair("exc0"))))
                .isEqualTo(passed("there is no vhost worker that could be on a poller's lcore"));
    }

    @Test
    void workersOnOtherCpusPass() {
        assertThat(VhostWorkerCheck.look(
                        List.of(1, 2), OTHERS, List.of(pair("exc0", worker(0, 412, 0), worker(1, 413, 3)))))
                .isEqualTo(passed("no vhost worker is on a poller's lcore"));
    }

    @Test
    void aWorkerBesideAPollerWarnsAndCanBeMoved() {
        Check check = VhostWorkerCheck.look(
                List.of(1, 2),
                OTHERS,
                List.of(pair("exc0", worker(0, 412, 0), worker(1, 413, 2)), pair("exc1", worker(0, 500, 1))));

        assertThat(check)
                .isEqualTo(new Check(
                        "vhost-workers",
                        Check.Status.WARN,
                        "vhost workers and pollers share a core: queue 1 of exc0 on lcore 2, queue 0 of exc1 on lcore 1",
                        "taskset -pc 0,3 413 && taskset -pc 0,3 500"));
    }

    @Test
    void aSleepingWorkerThatWasMovedPasses() {
        VhostWorker moved = new VhostWorker(0, 412, 1, List.of(0, 3), 1, 0.0);

        assertThat(VhostWorkerCheck.look(List.of(1), OTHERS, List.of(pair("exc0", moved)))
                        .status())
                .isEqualTo(Check.Status.PASS);
    }

    @Test
    void withAPollerOnEveryCpuOneOfThemHasToGo() {
        Check check = VhostWorkerCheck.look(List.of(0, 1, 2), NONE, List.of(pair("exc0", worker(0, 412, 2))));

        assertThat(check.remedy()).isEqualTo("export OFFRAMP_POLLERS_LCORES=1,2  # then restart the service");
    }

    @Test
    void aMachineWithOneCpuNeedsAnother() {
        Check check = VhostWorkerCheck.look(List.of(0), NONE, List.of(pair("exc0", worker(0, 412, 0))));

        assertThat(check.status()).isEqualTo(Check.Status.WARN);
        assertThat(check.remedy()).startsWith("nproc");
    }

    private static Check passed(String finding) {
        return new Check("vhost-workers", Check.Status.PASS, finding, null);
    }

    private static VhostWorker worker(int queue, int tid, int cpu) {
        return new VhostWorker(queue, tid, cpu, List.of(0, 1, 2, 3), 1.5, 12.5);
    }

    private static Pair pair(String name, VhostWorker... workers) {
        TapSpec tap = new TapSpec(name, null, null, true, List.of(), null, true);
        return new Pair(
                new PairSpec(name, "net_null0", Backend.VHOST_NET, Math.max(1, workers.length), 1024, tap),
                new PairStatus(
                        PairState.FORWARDING,
                        Backend.VHOST_NET,
                        "virtio_user_" + name,
                        List.of(1),
                        null,
                        List.of(workers),
                        List.of()));
    }
}
