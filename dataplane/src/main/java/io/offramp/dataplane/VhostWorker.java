package io.offramp.dataplane;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's thread that copies between a queue of a pair on vhost-net and its tap.
 *
 * @param queue the queue, from 0
 * @param tid its thread id
 * @param cpu the CPU that it ran on last
 * @param cpus the CPUs that it may run on, in ascending order
 * @param cpuSeconds the CPU time that it has used, in seconds
 * @param load the part of about the last second that it ran, in percent of one CPU, 0 to 100; {@code null} until it has been
 *     measured for a second
 */
public record VhostWorker(
        int queue,
        int tid,
        int cpu,
        List<Integer> cpus,
        double cpuSeconds,
        @Nullable Double load) {

    /** Takes a copy of the list. */
    public VhostWorker {
        cpus = List.copyOf(cpus);
    }
}
