package io.offramp.dataplane.eal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's free hugepages, from {@code /sys/kernel/mm/hugepages} (Documentation/admin-guide/mm/hugetlbpage.rst). */
final class Hugepages {
    private static final Path POOLS = Path.of("/sys/kernel/mm/hugepages");

    private Hugepages() {}

    /** Free bytes in hugepages of all sizes; 0 where the kernel has none. */
    static long freeBytes() {
        if (!Files.isDirectory(POOLS)) {
            return 0;
        }
        try (Stream<Path> pools = Files.list(POOLS)) {
            List<Path> sizes = pools.toList();
            long free = 0;
            for (Path pool : sizes) {
                String name = pool.getFileName().toString();
                long kilobytes = Long.parseLong(name.substring("hugepages-".length(), name.length() - "kB".length()));
                free += kilobytes
                        * 1024
                        * Long.parseLong(
                                Files.readString(pool.resolve("free_hugepages")).trim());
            }
            return free;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
