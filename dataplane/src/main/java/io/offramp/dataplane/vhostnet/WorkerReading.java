package io.offramp.dataplane.vhostnet;

import java.util.List;

/**
 * What a vhost worker has done, and where it may go on.
 *
 * @param cpu the CPU that it ran on last
 * @param cpus the CPUs that it may run on, in ascending order
 * @param cpuNanos the CPU time that it has used, in nanoseconds, in steps of a hundredth of a second
 */
public record WorkerReading(int cpu, List<Integer> cpus, long cpuNanos) {

    /** Takes a copy of the list. */
    public WorkerReading {
        cpus = List.copyOf(cpus);
    }
}
