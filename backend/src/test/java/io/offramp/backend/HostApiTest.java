package io.offramp.backend;

import org.junit.jupiter.api.Test;

class HostApiTest extends ApiTest {

    @Test
    void theHostTellsItsDpdkMemoryLcoresAndPorts() {
        api.get()
                .uri("/api/v1/host")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"hostname": "gw1", "kernel": "6.1.0-41-amd64", "java": "25.0.3",
                         "dpdk": {"version": "DPDK 22.11.11", "soname": "librte_eal.so.23", "ealArguments": ["--no-pci"]},
                         "memory": {"hugepages": false, "heapTotalBytes": 536870912, "heapUsedBytes": 301989888,
                                    "mempools": 16, "mempoolsFree": 16, "mbufsPerMempool": 8191,
                                    "mbufDataRoomBytes": 2176},
                         "lcores": {"main": 0, "pollers": [1], "idleStrategy": "BACKOFF"},
                         "ports": {"used": 2, "limit": 32}, "backends": ["VHOST_NET", "TAP"],
                         "conditions": [{"type": "NoHugepages", "message": "DPDK's memory is in normal pages.",
                                         "remedy": "sysctl vm.nr_hugepages=256"}]}""");
    }
}
