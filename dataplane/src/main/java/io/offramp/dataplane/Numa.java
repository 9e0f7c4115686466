package io.offramp.dataplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which NUMA node a CPU belongs to, from {@code /sys/devices/system/cpu} (Documentation/ABI/stable/sysfs-devices-node). */
final class Numa {
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");

    private Numa() {}

    /** A warning when a port's packets cross from one NUMA node to another on their way to their poller. */
    static Optional<Condition> mismatch(String port, int portNode, List<Integer> lcores) {
        if (portNode < 0) {
            return Optional.empty();
        }
        return lcores.stream()
                .filter(lcore -> nodeOf(lcore) >= 0 && nodeOf(lcore) != portNode)
                .findFirst()
                .map(lcore -> new Condition(
                        "NumaMismatch",
                        "port %s is on NUMA node %d, its poller on lcore %d is on node %d"
                                .formatted(port, portNode, lcore, nodeOf(lcore)),
                        "Put an lcore of NUMA node %d into offramp.pollers.lcores.".formatted(portNode)));
    }

    private static int nodeOf(int cpu) {
        Path directory = CPUS.resolve("cpu" + cpu);
        if (!Files.isDirectory(directory)) {
            return -1;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("node\\d+"))
                    .mapToInt(name -> Integer.parseInt(name.substring("node".length())))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
