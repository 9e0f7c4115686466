package io.offramp.dataplane;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A DPDK ethdev port.
 *
 * @param name its device name, such as {@code 0000:84:00.0} or {@code virtio_user_exc0}
 * @param id its port id in DPDK, 0 to 31 in Debian's build
 * @param driver its poll mode driver, such as {@code net_af_packet}
 * @param role what it is used for
 * @param pair the pair that uses it, or {@code null}
 * @param mac its MAC address
 * @param mtu its MTU in bytes
 * @param maxRxQueues receive queues that the driver offers at most
 * @param maxTxQueues transmit queues that the driver offers at most
 * @param numaNode the NUMA node it is attached to, or -1 when the machine does not say
 * @param started whether it has been started
 * @param promiscuous whether it receives frames for any destination
 * @param link its link
 * @param stats the driver's basic counters
 * @param xstats the driver's extended counters by name, in the driver's order; empty in a list of ports
 * @param conditions what an operator should know, such as a poller on another NUMA node
 */
public record Port(
        String name,
        int id,
        String driver,
        Role role,
        @Nullable String pair,
        String mac,
        int mtu,
        int maxRxQueues,
        int maxTxQueues,
        int numaNode,
        boolean started,
        boolean promiscuous,
        Link link,
        Stats stats,
        Map<String, Long> xstats,
        List<Condition> conditions) {

    /** What a port is used for. */
    public enum Role {
        /** No pair uses it. */
        FREE,
        /** It is the network side of a pair. */
        PAIRED,
        /** It was made by a pair as its kernel side. */
        VIRTIO_USER
    }

    /**
     * The link of a port.
     *
     * @param up whether the link is up
     * @param speedMbps its speed in Mbit/s, or {@code null} when unknown
     * @param fullDuplex whether it is full duplex
     * @param autoneg whether its speed was negotiated
     */
    public record Link(boolean up, @Nullable Long speedMbps, boolean fullDuplex, boolean autoneg) {}

    /**
     * {@code struct rte_eth_stats} without its per-queue part.
     *
     * @param rxPackets received packets ({@code ipackets})
     * @param txPackets transmitted packets ({@code opackets})
     * @param rxBytes received bytes ({@code ibytes})
     * @param txBytes transmitted bytes ({@code obytes})
     * @param rxMissed packets dropped by the device because no poller fetched them in time ({@code imissed})
     * @param rxErrors erroneous packets ({@code ierrors})
     * @param txErrors packets that could not be sent ({@code oerrors})
     * @param rxNoMbuf failures to allocate an mbuf ({@code rx_nombuf})
     */
    public record Stats(
            long rxPackets,
            long txPackets,
            long rxBytes,
            long txBytes,
            long rxMissed,
            long rxErrors,
            long txErrors,
            long rxNoMbuf) {}
}
