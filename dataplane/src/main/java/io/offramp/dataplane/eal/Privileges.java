package io.offramp.dataplane.eal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The capabilities of this process (capabilities(7)), as far as the service needs them. */
public final class Privileges {
    private static final Map<Integer, String> NUMBERS =
            new TreeMap<>(Map.of(12, "CAP_NET_ADMIN", 13, "CAP_NET_RAW", 21, "CAP_SYS_ADMIN"));

    /** Without these there is no tap, and no net_af_packet port. */
    static final List<String> ALWAYS = List.of("CAP_NET_ADMIN", "CAP_NET_RAW");

    private Privileges() {}

    /**
     * What to do about a call that the kernel did not permit.
     *
     * @return one sentence, which names the capabilities that the process lacks
     */
    public static String remedy() {
        return remedy(missing(NUMBERS.values()));
    }

    static String remedy(List<String> missing) {
        return missing.isEmpty()
                ? "See what a security module such as AppArmor denies the service."
                : "Give the service %s (docs/security.md tells what takes which), or run it as root."
                        .formatted(String.join(", ", missing));
    }

    /** Those of some capabilities that the process lacks, by name. */
    static List<String> missing(Collection<String> wanted) {
        long effective = effective(Path.of("/proc"));
        return NUMBERS.entrySet().stream()
                .filter(capability -> wanted.contains(capability.getValue()))
                .filter(capability -> (effective >>> capability.getKey() & 1) == 0)
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Those that the process has.
     *
     * @param proc where procfs is mounted, {@code /proc} but in tests
     * @return a mask with a bit for each, from {@code CapEff} of {@code /proc/self/status}
     */
    public static long effective(Path proc) {
        try {
            return Files.readAllLines(proc.resolve("self/status")).stream()
                    .filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring("CapEff:".length()).trim(), 16))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
