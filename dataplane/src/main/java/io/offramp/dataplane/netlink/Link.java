package io.offramp.dataplane.netlink;

import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_get_addr;
import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_get_flags;
import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_get_ifalias;
import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_get_ifindex;
import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_get_mtu;
import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_get_name;
import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_get_operstate;
import static io.offramp.dataplane.ffm.LibNlRoute.rtnl_link_operstate2str;

import io.offramp.dataplane.ffm.LibNl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;

/**
 * A kernel interface as it was when the kernel was asked.
 *
 * @param ifindex its interface index, 1 or more
 * @param name its name, at most 15 characters
 * @param alias its alias ({@code ip link set … alias}), or empty when it has none
 * @param mac its link-layer address in colon notation and lower case, or empty when it has none
 * @param mtu its MTU in bytes
 * @param up whether it is administratively up ({@code IFF_UP})
 * @param carrier whether it is up and its driver sees a carrier ({@code IFF_LOWER_UP})
 * @param promiscuous whether it was set promiscuous ({@code IFF_PROMISC}); packet sockets, such as a capture's, do not count
 * @param allMulticast whether it was set to receive all multicast ({@code IFF_ALLMULTI}); packet sockets do not count
 * @param operState its operational state (RFC 2863): {@code UP}, {@code DOWN}, {@code UNKNOWN}, {@code DORMANT}, {@code
 *     LOWERLAYERDOWN}, {@code NOTPRESENT} or {@code TESTING}
 * @param stats its counters
 */
public record Link(
        int ifindex,
        String name,
        String alias,
        String mac,
        int mtu,
        boolean up,
        boolean carrier,
        boolean promiscuous,
        boolean allMulticast,
        String operState,
        LinkStats stats) {
    /** Administratively up, see {@code netdevice(7)}. */
    static final int IFF_UP = 1;

    /** Receives frames for any destination, see {@code netdevice(7)}. */
    static final int IFF_PROMISC = 1 << 8;

    /** Receives all multicast frames, see {@code netdevice(7)}. */
    static final int IFF_ALLMULTI = 1 << 9;

    private static final int IFF_LOWER_UP = 1 << 16;
    private static final int TEXT_SIZE = 128;

    static Link of(MemorySegment link) {
        int flags = rtnl_link_get_flags(link);
        return new Link(
                rtnl_link_get_ifindex(link),
                rtnl_link_get_name(link).getString(0),
                alias(link),
                mac(link),
                rtnl_link_get_mtu(link),
                (flags & IFF_UP) != 0,
                (flags & IFF_LOWER_UP) != 0,
                (flags & IFF_PROMISC) != 0,
                (flags & IFF_ALLMULTI) != 0,
                operState(link),
                LinkStats.of(link));
    }

    private static String alias(MemorySegment link) {
        MemorySegment alias = rtnl_link_get_ifalias(link);
        return alias.address() == 0 ? "" : alias.getString(0);
    }

    private static String mac(MemorySegment link) {
        MemorySegment address = rtnl_link_get_addr(link);
        if (address.address() == 0) {
            return "";
        }
        try (Arena arena = Arena.ofConfined()) {
            return LibNl.nl_addr2str(address, arena.allocate(TEXT_SIZE), TEXT_SIZE)
                    .getString(0);
        }
    }

    private static String operState(MemorySegment link) {
        try (Arena arena = Arena.ofConfined()) {
            return rtnl_link_operstate2str(rtnl_link_get_operstate(link), arena.allocate(TEXT_SIZE), TEXT_SIZE)
                    .getString(0)
                    .toUpperCase(Locale.ROOT);
        }
    }
}
