package io.offramp.dataplane.preflight;

import org.junit.jupiter.api.Test;

class VhostRegionsCheckTest extends CheckTest {
    private static final String REGIONS = "sys/module/vhost/parameters/max_mem_regions";

    @Test
    void theKernelsDefaultPasses() {
        tree.file(REGIONS, "64\n");

        passes(VhostRegionsCheck.look(machine()), "vhost takes 64 regions of memory, and DPDK has up to 6");
    }

    @Test
    void withoutVhostThereIsNoLimit() {
        passes(VhostRegionsCheck.look(machine()), "vhost is not loaded");
    }

    @Test
    void fewerThanOnTwoNumaNodesWarn() {
        tree.file(REGIONS, "8\n")
                .file("sys/devices/system/node/node0/cpulist", "0\n")
                .file("sys/devices/system/node/node1/cpulist", "1\n");

        warns(
                VhostRegionsCheck.look(machine()),
                "echo 'options vhost max_mem_regions=64' >/etc/modprobe.d/vhost.conf && modprobe -r vhost_net vhost && modprobe vhost_net",
                "vhost takes 8 regions of memory, and DPDK may have 12");
    }
}
