package io.offramp.dataplane.preflight;

import org.junit.jupiter.api.Test;

class HugepagesCheckTest extends CheckTest {
    private static final int NEEDED = 256;

    @Test
    void enoughFreePagesPass() {
        pool("sys/kernel/mm/hugepages", 2048, 200, 128);

        passes(look(), "256 MB are free in hugepages (128 of 200 of 2048 kB)", "wants 256 MB");
    }

    @Test
    void pagesOfAllSizesCount() {
        pool("sys/kernel/mm/hugepages", 2048, 0, 0);
        pool("sys/kernel/mm/hugepages", 1048576, 1, 1);

        passes(look(), "1024 MB are free in hugepages (1 of 1 of 1048576 kB)");
    }

    @Test
    void aPageTooFewWarns() {
        pool("sys/kernel/mm/hugepages", 2048, 200, 127);

        warns(look(), "sysctl -w vm.nr_hugepages=201", "254 MB are free in hugepages", "ordinary pages");
    }

    @Test
    void noneReservedWarns() {
        pool("sys/kernel/mm/hugepages", 2048, 0, 0);

        warns(look(), "sysctl -w vm.nr_hugepages=128", "0 MB are free in hugepages, and");
    }

    @Test
    void aKernelWithoutThemWarns() {
        warns(
                look(),
                "grep CONFIG_HUGETLBFS /boot/config-$(uname -r)  # boot a kernel where it is set",
                "this kernel has no hugepages");
    }

    @Test
    void eachNumaNodesShareIsTold() {
        pool("sys/kernel/mm/hugepages", 2048, 128, 128);
        pool("sys/devices/system/node/node0/hugepages", 2048, 96, 96);
        pool("sys/devices/system/node/node1/hugepages", 2048, 32, 32);

        passes(look(), "NUMA node0: 192 MB; NUMA node1: 64 MB");
    }

    private Verdict look() {
        return HugepagesCheck.look(machine(), NEEDED);
    }

    private void pool(String folder, int kilobytes, int total, int free) {
        String pool = "%s/hugepages-%dkB/".formatted(folder, kilobytes);
        tree.file(pool + "nr_hugepages", total + "\n").file(pool + "free_hugepages", free + "\n");
    }
}
