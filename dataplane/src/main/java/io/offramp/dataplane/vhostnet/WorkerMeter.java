package io.offramp.dataplane.vhostnet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How busy workers are, over spans that no reader chooses and none disturbs. For one thread. */
public final class WorkerMeter {
    private final VhostWorkers workers;
    private final Map<Integer, Sample> last = new HashMap<>();
    private final Map<Integer, Double> loads = new HashMap<>();

    private record Sample(long cpuNanos, long nanoTime) {
        double loadSince(Sample before) {
            // CPU time comes in ticks, so a short span can seem to hold more than it has.
            return Math.min(100, 100.0 * (cpuNanos - before.cpuNanos) / Math.max(1, nanoTime - before.nanoTime));
        }
    }

    /** @param workers where they are found */
    public WorkerMeter(VhostWorkers workers) {
        this.workers = workers;
    }

    /**
     * Ends a span and begins the next; to be called about every second.
     *
     * @param tids the workers that there are now
     */
    public void look(Collection<Integer> tids) {
        last.keySet().retainAll(tids);
        loads.keySet().retainAll(tids);
        for (int tid : tids) {
            workers.read(tid).ifPresent(reading -> {
                Sample now = new Sample(reading.cpuNanos(), System.nanoTime());
                Sample before = last.put(tid, now);
                if (before != null) {
                    loads.put(tid, now.loadSince(before));
                }
            });
        }
    }

    /**
     * How busy a worker was in the last full span.
     *
     * @param tid its thread id
     * @return percent of one CPU, 0 to 100; empty before its first full span
     */
    public OptionalDouble load(int tid) {
        Double load = loads.get(tid);
        return load == null ? OptionalDouble.empty() : OptionalDouble.of(load);
    }
}
