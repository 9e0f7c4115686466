package io.offramp.dataplane.ffm;

import java.util.Map;

/**
 * Numbers of the Linux system call interface on x86-64, each under the C expression that gives it. The kernel never changes
 * one; a test compiles every one against the installed headers.
 */
public final class KernelAbi {
    private static final Map<String, Long> TABLE = Map.ofEntries(
            Map.entry("O_RDWR", 2L),
            Map.entry("O_CLOEXEC", 0x80000L),
            Map.entry("O_RDONLY", 0L),
            Map.entry("CLONE_NEWNET", 0x40000000L),
            Map.entry("NS_GET_NSTYPE", 0xb703L),
            Map.entry("AF_UNIX", 1L),
            Map.entry("SHUT_RDWR", 2L),
            Map.entry("sizeof(struct sockaddr_un)", 110L),
            Map.entry("offsetof(struct sockaddr_un, sun_path)", 2L),
            Map.entry("AF_NETLINK", 16L),
            Map.entry("SOCK_RAW", 3L),
            Map.entry("SOCK_CLOEXEC", 0x80000L),
            Map.entry("SOCK_NONBLOCK", 0x800L),
            Map.entry("SOL_SOCKET", 1L),
            Map.entry("SO_RCVBUF", 8L),
            Map.entry("SO_RCVBUFFORCE", 33L),
            Map.entry("SOL_NETLINK", 270L),
            Map.entry("NETLINK_ROUTE", 0L),
            Map.entry("NETLINK_EXT_ACK", 11L),
            Map.entry("sizeof(struct sockaddr_nl)", 12L),
            Map.entry("offsetof(struct sockaddr_nl, nl_family)", 0L),
            Map.entry("offsetof(struct sockaddr_nl, nl_groups)", 8L),
            Map.entry("RTMGRP_LINK", 1L),
            Map.entry("RTMGRP_IPV4_IFADDR", 16L),
            Map.entry("RTMGRP_IPV6_IFADDR", 256L),
            Map.entry("EPOLL_CLOEXEC", 0x80000L),
            Map.entry("EPOLL_CTL_ADD", 1L),
            Map.entry("EPOLLIN", 1L),
            Map.entry("sizeof(struct epoll_event)", 12L),
            Map.entry("offsetof(struct epoll_event, events)", 0L),
            Map.entry("EFD_CLOEXEC", 0x80000L),
            Map.entry("EFD_NONBLOCK", 0x800L),
            Map.entry("HZ", 100L),
            Map.entry("EPERM", 1L),
            Map.entry("ENOENT", 2L),
            Map.entry("EINTR", 4L),
            Map.entry("EAGAIN", 11L),
            Map.entry("EBUSY", 16L),
            Map.entry("ENOTTY", 25L),
            Map.entry("EOPNOTSUPP", 95L),
            Map.entry("ENOBUFS", 105L),
            Map.entry("offsetof(struct ifreq, ifr_data)", 16L),
            Map.entry("SIOCETHTOOL", 0x8946L),
            Map.entry("ETHTOOL_GLINKSETTINGS", 76L),
            Map.entry("ETHTOOL_SLINKSETTINGS", 77L),
            Map.entry("sizeof(struct ethtool_link_settings)", 48L),
            Map.entry("offsetof(struct ethtool_link_settings, cmd)", 0L),
            Map.entry("offsetof(struct ethtool_link_settings, speed)", 4L),
            Map.entry("offsetof(struct ethtool_link_settings, duplex)", 8L),
            Map.entry("offsetof(struct ethtool_link_settings, autoneg)", 11L),
            Map.entry("offsetof(struct ethtool_link_settings, link_mode_masks_nwords)", 15L),
            Map.entry("DUPLEX_HALF", 0L),
            Map.entry("DUPLEX_FULL", 1L),
            Map.entry("AUTONEG_DISABLE", 0L),
            Map.entry("AUTONEG_ENABLE", 1L),
            Map.entry("SPEED_UNKNOWN", -1L),
            Map.entry("sizeof(struct ifreq)", 40L),
            Map.entry("offsetof(struct ifreq, ifr_flags)", 16L),
            Map.entry("TUNSETIFF", 0x400454caL),
            Map.entry("TUNSETPERSIST", 0x400454cbL),
            Map.entry("IFF_TAP", 2L),
            Map.entry("IFF_NO_PI", 0x1000L),
            Map.entry("IFF_VNET_HDR", 0x4000L),
            Map.entry("IFF_MULTI_QUEUE", 0x100L),
            Map.entry("IFF_TUN_EXCL", 0x8000L),
            Map.entry("RTM_GETLINK", 18L),
            Map.entry("sizeof(struct ifinfomsg)", 16L),
            Map.entry("offsetof(struct ifinfomsg, ifi_index)", 4L),
            Map.entry("IFLA_LINKINFO", 18L),
            Map.entry("IFLA_INFO_KIND", 1L),
            Map.entry("IFLA_INFO_DATA", 2L),
            Map.entry("IFLA_TUN_TYPE", 3L),
            Map.entry("IFLA_TUN_VNET_HDR", 5L),
            Map.entry("IFLA_TUN_PERSIST", 6L),
            Map.entry("IFLA_TUN_MULTI_QUEUE", 7L));

    private KernelAbi() {}

    /**
     * A number.
     *
     * @param expression the C expression that gives it, such as {@code TUNSETIFF} or {@code sizeof(struct ifreq)}
     * @return its value
     * @throws IllegalArgumentException when it is not among those of {@link #table()}
     */
    public static long value(String expression) {
        Long value = TABLE.get(expression);
        if (value == null) {
            throw new IllegalArgumentException("no table entry for " + expression);
        }
        return value;
    }

    /**
     * A number that fits an {@code int}, as flags, sizes and offsets do.
     *
     * @param expression as for {@link #value}
     * @return its value
     */
    public static int intValue(String expression) {
        return Math.toIntExact(value(expression));
    }

    /**
     * Everything that the Java side takes for granted.
     *
     * @return values by C expression
     */
    public static Map<String, Long> table() {
        return TABLE;
    }
}
