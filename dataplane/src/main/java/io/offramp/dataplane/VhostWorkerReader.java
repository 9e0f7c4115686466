package io.offramp.dataplane;

import io.offramp.dataplane.vhostnet.VhostWorkers;
import io.offramp.dataplane.vhostnet.WorkerMeter;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Tells how the vhost workers of pairs are doing. */
final class VhostWorkerReader {
    private static final double NANOS_A_SECOND = 1e9;

    private final VhostWorkers workers;
    private final WorkerMeter meter;

    VhostWorkerReader(VhostWorkers workers) {
        this.workers = workers;
        this.meter = new WorkerMeter(workers);
    }

    /** Measures how busy they were since the last time. */
    void measure(Collection<ActivePair> pairs) {
        meter.look(pairs.stream().flatMap(pair -> pair.vhostWorkers().stream()).toList());
    }

    List<VhostWorker> read(ActivePair pair) {
        List<Integer> tids = pair.vhostWorkers();
        return IntStream.range(0, tids.size())
                .boxed()
                .flatMap(queue -> read(queue, tids.get(queue)).stream())
                .toList();
    }

    private Optional<VhostWorker> read(int queue, int tid) {
        OptionalDouble load = meter.load(tid);
        return workers.read(tid)
                .map(reading -> new VhostWorker(
                        queue,
                        tid,
                        reading.cpu(),
                        reading.cpus(),
                        reading.cpuNanos() / NANOS_A_SECOND,
                        load.isPresent() ? load.getAsDouble() : null));
    }
}
