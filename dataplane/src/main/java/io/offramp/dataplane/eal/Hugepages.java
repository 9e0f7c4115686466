package io.offramp.dataplane.eal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's hugepages, from {@code /sys/kernel/mm/hugepages} (Documentation/admin-guide/mm/hugetlbpage.rst). */
public final class Hugepages {
    private static final Path POOLS = Path.of("/sys/kernel/mm/hugepages");

    private Hugepages() {}

    /**
     * The hugepages of one size.
     *
     * @param kilobytes size of each
     * @param total how many there are
     * @param free how many of them nobody has
     */
    public record Pool(long kilobytes, long total, long free) {

        /**
         * What is left.
         *
         * @return bytes
         */
        public long freeBytes() {
            return free * kilobytes * 1024;
        }
    }

    /**
     * Reads the pools of a machine or a NUMA node.
     *
     * @param folder {@code /sys/kernel/mm/hugepages}, or {@code hugepages} of a node
     * @return one for each size; none where the kernel has no hugepages
     */
    public static List<Pool> pools(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Pool> pools = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path pool : entries.sorted().toList()) {
                String name = pool.getFileName().toString();
                long kilobytes = Long.parseLong(name.substring("hugepages-".length(), name.length() - "kB".length()));
                pools.add(new Pool(kilobytes, number(pool, "nr_hugepages"), number(pool, "free_hugepages")));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return pools;
    }

    private static long number(Path pool, String file) throws IOException {
        return Long.parseLong(Files.readString(pool.resolve(file)).strip());
    }

    /** Free bytes in hugepages of all sizes; 0 where the kernel has none. */
    static long freeBytes() {
        return pools(POOLS).stream().mapToLong(Pool::freeBytes).sum();
    }
}
