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
