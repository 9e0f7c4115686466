package io.offramp.dataplane;

import java.util.List;

/**
 * The machine, its DPDK and what the service holds of it.
 *
 * @param hostname the machine's name
 * @param kernel the kernel's release
 * @param java the Java runtime's version
 * @param dpdk the DPDK found
 * @param memory DPDK's memory
 * @param lcores who runs where
 * @param ports how many ports there are and can be
 * @param backends the backends that this machine can offer now
 * @param conditions what an operator should know
 */
public record Host(
        String hostname,
        String kernel,
        String java,
        Dpdk dpdk,
        Memory memory,
        Lcores lcores,
        PortUse ports,
        List<Backend> backends,
        List<Condition> conditions) {

    /**
     * The DPDK that the service found.
     *
     * @param version what {@code rte_version()} says
     * @param soname the library that was loaded, such as {@code librte_eal.so.23}
     * @param ealArguments the arguments that {@code rte_eal_init} was given
     */
    public record Dpdk(String version, String soname, List<String> ealArguments) {}

    /**
     * DPDK's memory.
     *
     * @param hugepages whether it lies in hugepages
     * @param heapTotalBytes size of the heap over all NUMA nodes
     * @param heapUsedBytes what of it is allocated
     * @param mempools mempools that were made at the start, one for each port with a pair
     * @param mempoolsFree how many of them are free
     * @param mbufsPerMempool mbufs in each
     * @param mbufDataRoomBytes data room of an mbuf, its headroom included
     */
    public record Memory(
            boolean hugepages,
            long heapTotalBytes,
            long heapUsedBytes,
            int mempools,
            int mempoolsFree,
            int mbufsPerMempool,
            int mbufDataRoomBytes) {}

    /**
     * Who runs where.
     *
     * @param main the lcore of EAL's main thread, which does not receive
     * @param pollers the lcores of the pollers
     * @param idleStrategy what a poller does when there is nothing to do
     */
    public record Lcores(int main, List<Integer> pollers, IdleStrategy idleStrategy) {}

    /**
     * How many ports there are.
     *
     * @param used ports that exist, virtio_user ports included
     * @param limit ports that this DPDK build can have ({@code RTE_MAX_ETHPORTS})
     */
    public record PortUse(int used, int limit) {}
}
