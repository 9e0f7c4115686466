package io.offramp.backend.pair;

import io.offramp.dataplane.VhostWorker;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "VhostWorker",
        description = "The kernel's thread that copies between a queue of a pair and its tap, and how busy it is.")
record VhostWorkerResponse(
        @Schema(description = "The queue, from 0.", example = "0")
        int queue,

        @Schema(description = "Its thread id.", example = "412")
        int tid,

        @Schema(description = "The CPU that it ran on last.", example = "0")
        int cpu,

        @Schema(description = "The CPUs that it may run on.", example = "[0, 1]")
        List<Integer> cpus,

        @Schema(description = "The CPU time that it has used, in seconds.", example = "12.34")
        double cpuSeconds,

        @Schema(
                description =
                        "The part of about the last second that it ran, in percent of one CPU, 0 to 100; null until "
                                + "it has been measured for a second.",
                example = "37.5")
        @Nullable
        Double load) {

    static VhostWorkerResponse from(VhostWorker worker) {
        return new VhostWorkerResponse(
                worker.queue(), worker.tid(), worker.cpu(), worker.cpus(), worker.cpuSeconds(), worker.load());
    }
}
