package io.offramp.backend.metrics;

import io.offramp.dataplane.Host;
import io.offramp.dataplane.Snapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.stream.Stream;

/** What the service is, and what is left of DPDK's memory and ports. */
final class HostMetrics {
    private HostMetrics() {}

    static Stream<MetricSnapshot> of(Snapshot snapshot, String version) {
        Host host = snapshot.host();
        Host.Memory memory = host.memory();
        Metric freeMbufs = new Metric("offramp_mempool_free_mbufs", "Free mbufs of the mempool that the port leases.");
        snapshot.freeMbufs().forEach((port, count) -> freeMbufs.add(count, "port", port));
        return Stream.of(
                new Metric("offramp_build", "What runs here; always 1.")
                        .add(
                                1,
                                "version",
                                version,
                                "dpdk",
                                host.dpdk().version(),
                                "java",
                                host.java(),
                                "kernel",
                                host.kernel())
                        .info(),
                new Metric("offramp_ports", "DPDK ports that exist, virtio_user ports included.")
                        .add(host.ports().used())
                        .gauge(),
                new Metric("offramp_ports_limit", "DPDK ports that this DPDK build can have.")
                        .add(host.ports().limit())
                        .gauge(),
                new Metric("offramp_mempools", "Mempools, one for each port with a pair.")
                        .add(memory.mempools())
                        .gauge(),
                new Metric("offramp_mempools_free", "Mempools that no port leases.")
                        .add(memory.mempoolsFree())
                        .gauge(),
                new Metric("offramp_mempool_mbufs", "Mbufs in each mempool.")
                        .add(memory.mbufsPerMempool())
                        .gauge(),
                freeMbufs.gauge(),
                new Metric("offramp_heap_bytes", "Size of DPDK's heap.")
                        .add(memory.heapTotalBytes())
                        .gauge(),
                new Metric("offramp_heap_used_bytes", "What of DPDK's heap is allocated.")
                        .add(memory.heapUsedBytes())
                        .gauge());
    }
}
