package io.offramp.dataplane.eal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The capabilities of this process (capabilities(7)), as far as the service needs them. */
final class Privileges {
    private static final Map<Integer, String> NEEDED =
            new TreeMap<>(Map.of(12, "CAP_NET_ADMIN", 13, "CAP_NET_RAW", 14, "CAP_IPC_LOCK"));

    private Privileges() {}

    /** Those that the process lacks, by name. */
    static List<String> missing() {
        try {
            long effective = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring("CapEff:".length()).trim(), 16))
                    .findFirst()
                    .orElseThrow();
            return NEEDED.entrySet().stream()
                    .filter(capability -> (effective >>> capability.getKey() & 1) == 0)
                    .map(Map.Entry::getValue)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
