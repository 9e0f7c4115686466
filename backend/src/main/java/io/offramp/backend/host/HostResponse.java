package io.offramp.backend.host;

import io.offramp.backend.condition.ConditionResponse;
import io.offramp.dataplane.Backend;
import io.offramp.dataplane.Condition;
import io.offramp.dataplane.Host;
import io.offramp.dataplane.IdleStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Stream;

@Schema(name = "Host", description = "The machine, its DPDK and what the service holds of it.")
record HostResponse(
        @Schema(description = "The machine's name.", example = "gw1")
        String hostname,

        @Schema(description = "The kernel's release.", example = "6.1.0-41-amd64")
        String kernel,

        @Schema(description = "The Java runtime's version.", example = "25.0.3+9-LTS")
        String java,

        Dpdk dpdk,
        Memory memory,
        Lcores lcores,
        PortUse ports,

        @Schema(description = "The backends that this machine can offer now.")
        List<Backend> backends,

        @Schema(description = "What an operator should know.")
        List<ConditionResponse> conditions) {

    @Schema(description = "The DPDK that the service found.")
    record Dpdk(
            @Schema(description = "What rte_version() says.", example = "DPDK 22.11.11")
            String version,

            @Schema(description = "The library that was loaded.", example = "librte_eal.so.23")
            String soname,

            @Schema(description = "The arguments that rte_eal_init was given.", example = "[\"--no-pci\"]")
            List<String> ealArguments) {}

    @Schema(description = "DPDK's memory.")
    record Memory(
            @Schema(description = "Whether it lies in hugepages.")
            boolean hugepages,

            @Schema(description = "Size of the heap over all NUMA nodes, in bytes.", example = "536870912")
            long heapTotalBytes,

            @Schema(description = "What of it is allocated, in bytes.", example = "301989888")
            long heapUsedBytes,

            @Schema(
                    description = "Mempools that were made at the start, one for each port with a pair.",
                    example = "16")
            int mempools,

            @Schema(description = "How many of them are free.", example = "15")
            int mempoolsFree,

            @Schema(description = "Mbufs in each.", example = "8191")
            int mbufsPerMempool,

            @Schema(description = "Data room of an mbuf in bytes, its headroom included.", example = "2176")
            int mbufDataRoomBytes) {}

    @Schema(description = "Who runs where.")
    record Lcores(
            @Schema(description = "The lcore of EAL's main thread, which does not receive.", example = "0")
            int main,

            @Schema(description = "The lcores of the pollers.", example = "[1]")
            List<Integer> pollers,

            @Schema(description = "What a poller does when there is nothing to do.")
            IdleStrategy idleStrategy) {}

    @Schema(description = "How many ports there are.")
    record PortUse(
            @Schema(description = "Ports that exist, virtio_user ports included.", example = "2")
            int used,

            @Schema(description = "Ports that this DPDK build can have (RTE_MAX_ETHPORTS).", example = "32")
            int limit) {}

    /** @param others conditions that the dataplane does not know of */
    static HostResponse from(Host host, List<Condition> others) {
        return new HostResponse(
                host.hostname(),
                host.kernel(),
                host.java(),
                new Dpdk(
                        host.dpdk().version(), host.dpdk().soname(), host.dpdk().ealArguments()),
                from(host.memory()),
                new Lcores(
                        host.lcores().main(),
                        host.lcores().pollers(),
                        host.lcores().idleStrategy()),
                new PortUse(host.ports().used(), host.ports().limit()),
                host.backends(),
                ConditionResponse.from(Stream.concat(host.conditions().stream(), others.stream())
                        .toList()));
    }

    private static Memory from(Host.Memory memory) {
        return new Memory(
                memory.hugepages(),
                memory.heapTotalBytes(),
                memory.heapUsedBytes(),
                memory.mempools(),
                memory.mempoolsFree(),
                memory.mbufsPerMempool(),
                memory.mbufDataRoomBytes());
    }
}
