package io.offramp.dataplane.netlink;

import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_get_stat;

import java.lang.foreign.MemorySegment;

/**
 * The kernel's counters of an interface since it was made ({@code IFLA_STATS64}), from the kernel's point of view:
 * received is what the device handed to the kernel.
 *
 * @param rxPackets packets received
 * @param rxBytes bytes received
 * @param rxDropped packets received and then dropped, such as those that nobody wanted
 * @param txPackets packets sent
 * @param txBytes bytes sent
 * @param txDropped packets that could not be sent, such as those that found a tap's queue full
 */
public record LinkStats(long rxPackets, long rxBytes, long rxDropped, long txPackets, long txBytes, long txDropped) {
    // rtnl_link_stat_id_t of netlink/route/link.h.
    private static final int RTNL_LINK_RX_PACKETS = 0;
    private static final int RTNL_LINK_TX_PACKETS = 1;
    private static final int RTNL_LINK_RX_BYTES = 2;
    private static final int RTNL_LINK_TX_BYTES = 3;
    private static final int RTNL_LINK_RX_DROPPED = 6;
    private static final int RTNL_LINK_TX_DROPPED = 7;

    static LinkStats of(MemorySegment link) {
        return new LinkStats(
                rtnl_link_get_stat(link, RTNL_LINK_RX_PACKETS),
                rtnl_link_get_stat(link, RTNL_LINK_RX_BYTES),
                rtnl_link_get_stat(link, RTNL_LINK_RX_DROPPED),
                rtnl_link_get_stat(link, RTNL_LINK_TX_PACKETS),
                rtnl_link_get_stat(link, RTNL_LINK_TX_BYTES),
                rtnl_link_get_stat(link, RTNL_LINK_TX_DROPPED));
    }
}
