package io.offramp.dataplane;

import io.offramp.dataplane.eal.CpuSet;
import java.util.List;
import java.util.stream.Collectors;

/** A vhost worker beside a poller: each takes from the other the time that packets need. */
final class VhostWorkerCheck {
    private static final String ID = "vhost-workers";

    private VhostWorkerCheck() {}

    /**
     * Looks where the workers ran last.
     *
     * @param lcores those of the pollers
     * @param housekeeping CPUs without a poller, which may be none
     */
    static Check look(List<Integer> lcores, CpuSet housekeeping, List<Pair> pairs) {
        List<VhostWorker> all = pairs.stream()
                .flatMap(pair -> pair.status().vhostWorkers().stream())
                .toList();
        if (all.isEmpty()) {
            return new Check(ID, Check.Status.PASS, "there is no vhost worker that could be on a poller's lcore", null);
        }
        List<VhostWorker> beside =
                all.stream().filter(worker -> isBeside(worker, lcores)).toList();
        if (beside.isEmpty()) {
            return new Check(ID, Check.Status.PASS, "no vhost worker is on a poller's lcore", null);
        }
        String finding = pairs.stream()
                .flatMap(pair -> pair.status().vhostWorkers().stream()
                        .filter(beside::contains)
                        .map(worker -> "queue %d of %s on lcore %d"
                                .formatted(worker.queue(), pair.spec().name(), worker.cpu())))
                .collect(Collectors.joining(", ", "vhost workers and pollers share a core: ", ""));
        return new Check(ID, Check.Status.WARN, finding, remedy(beside, lcores, housekeeping));
    }

    /** A worker that sleeps is where it was, until it runs again where it may. */
    private static boolean isBeside(VhostWorker worker, List<Integer> lcores) {
        return lcores.contains(worker.cpu()) && worker.cpus().contains(worker.cpu());
    }

    private static String remedy(List<VhostWorker> beside, List<Integer> lcores, CpuSet housekeeping) {
        if (!housekeeping.cpus().isEmpty()) {
            String cpus = list(housekeeping.cpus());
            return beside.stream()
                    .map(worker -> "taskset -pc %s %d".formatted(cpus, worker.tid()))
                    .collect(Collectors.joining(" && "));
        }
        return lcores.size() == 1
                ? "nproc  # this machine has one CPU: give it another, and restart the service"
                : "export OFFRAMP_POLLERS_LCORES=%s  # then restart the service"
                        .formatted(list(lcores.subList(1, lcores.size())));
    }

    private static String list(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
