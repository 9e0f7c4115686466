package io.offramp.dataplane.preflight;

import io.offramp.dataplane.eal.Hugepages;
import io.offramp.dataplane.eal.Hugepages.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The kernel's hugepages (Documentation/admin-guide/mm/hugetlbpage.rst). */
final class HugepagesCheck {
    private static final String ID = "hugepages";
    private static final long SMALL_KILOBYTES = 2048;

    private HugepagesCheck() {}

    /** @param needed megabytes that the service asks DPDK for */
    static Verdict look(Machine machine, int needed) {
        List<Pool> pools = Hugepages.pools(machine.sys().resolve("kernel/mm/hugepages"));
        if (pools.isEmpty()) {
            return Verdict.warn(
                    ID,
                    "this kernel has no hugepages, so DPDK's memory lies in ordinary pages, which costs speed and rules "
                            + "most NICs out",
                    "grep CONFIG_HUGETLBFS /boot/config-$(uname -r)  # boot a kernel where it is set");
        }
        long free = megabytes(pools);
        String found = "%d MB are free in hugepages%s, and the service wants %d MB"
                .formatted(free, listed(pools, machine), needed);
        if (free >= needed) {
            return Verdict.pass(ID, found);
        }
        long total = pools.stream()
                .filter(pool -> pool.kilobytes() == SMALL_KILOBYTES)
                .mapToLong(Pool::total)
                .sum();
        long missing = ((needed - free) * 1024 + SMALL_KILOBYTES - 1) / SMALL_KILOBYTES;
        return Verdict.warn(
                ID,
                found + ": with less its memory lies in ordinary pages, which costs speed and rules most NICs out",
                "sysctl -w vm.nr_hugepages=%d".formatted(total + missing));
    }

    private static String listed(List<Pool> pools, Machine machine) {
        List<String> parts = new ArrayList<>();
        pools.stream()
                .filter(pool -> pool.total() > 0)
                .map(pool -> "%d of %d of %d kB".formatted(pool.free(), pool.total(), pool.kilobytes()))
                .forEach(parts::add);
        Path nodes = machine.sys().resolve("devices/system/node");
        List<String> names = Machine.names(nodes).stream()
                .filter(name -> name.matches("node\\d+"))
                .toList();
        if (names.size() > 1) {
            names.forEach(node -> parts.add("NUMA %s: %d MB"
                    .formatted(
                            node, megabytes(Hugepages.pools(nodes.resolve(node).resolve("hugepages"))))));
        }
        return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
    }

    private static long megabytes(List<Pool> pools) {
        return pools.stream().mapToLong(Pool::freeBytes).sum() / (1024 * 1024);
    }
}
