package io.offramp.dataplane.netlink;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.offramp.dataplane.ffm.LibNl;
import io.offramp.dataplane.ffm.LibNlRoute;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses between their text and libnl's objects. */
final class InterfaceAddress {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    /** What libnl calls the family of MAC addresses. */
    private static final int AF_LLC = 26;

    /** No duplicate address detection: usable at once, not after a second in which it is tentative. */
    private static final int IFA_F_NODAD = 0x02;

    // nl_addr_parse() also takes "any", octal prefix lengths and anything behind a MAC address.
    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f.:]+)/([1-9][0-9]{0,2})");
    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}");

    /** In RFC 3021's {@code /31} and in a {@code /32} every address is a host's. */
    private static final int LONGEST_PREFIX_WITH_BROADCAST = 30;

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int TEXT_SIZE = 128;
    private static final ValueLayout.OfInt NETWORK_ORDER =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private InterfaceAddress() {}

    /**
     * A MAC address as an {@code nl_addr}.
     *
     * @throws IllegalArgumentException when the text is none
     */
    static NativeObject mac(String mac) {
        if (!MAC.matcher(mac).matches()) {
            throw new IllegalArgumentException("not a MAC address in colon notation: \"%s\"".formatted(mac));
        }
        return parse(mac, AF_LLC);
    }

    /**
     * An interface's address as an {@code rtnl_addr}: IPv4 with the broadcast address of its network, IPv6 without duplicate
     * address detection.
     *
     * @throws IllegalArgumentException when the text is no address with prefix length
     */
    static NativeObject cidr(int ifindex, String cidr) {
        Matcher parts = CIDR.matcher(cidr);
        if (!parts.matches()) {
            throw malformed(cidr);
        }
        int family = parts.group(1).contains(":") ? AF_INET6 : AF_INET;
        int prefixLength = Integer.parseInt(parts.group(2));
        if (prefixLength > (family == AF_INET ? IPV4_BITS : IPV6_BITS)) {
            throw malformed(cidr);
        }
        NativeObject address =
                NativeObject.of("rtnl_addr_alloc", LibNlRoute.rtnl_addr_alloc(), LibNlRoute::rtnl_addr_put);
        try (NativeObject local = parse(parts.group(1), family)) {
            LibNl.nl_addr_set_prefixlen(local.address(), prefixLength);
            LibNlRoute.rtnl_addr_set_ifindex(address.address(), ifindex);
            NetlinkException.check(
                    "rtnl_addr_set_local(%s)".formatted(cidr),
                    LibNlRoute.rtnl_addr_set_local(address.address(), local.address()));
            if (family == AF_INET6) {
                LibNlRoute.rtnl_addr_set_flags(address.address(), IFA_F_NODAD);
            } else if (prefixLength <= LONGEST_PREFIX_WITH_BROADCAST) {
                setBroadcast(address, local, prefixLength);
            }
            return address;
        } catch (RuntimeException failed) {
            address.close();
            throw failed;
        }
    }

    /** The text of an {@code rtnl_addr} with its prefix length. */
    static String text(MemorySegment address) {
        try (Arena arena = Arena.ofConfined()) {
            String local = LibNl.nl_addr2str(
                            LibNlRoute.rtnl_addr_get_local(address), arena.allocate(TEXT_SIZE), TEXT_SIZE)
                    .getString(0);
            // The prefix length is there or not, depending on whether it is the full one.
            int slash = local.indexOf('/');
            return "%s/%d"
                    .formatted(
                            slash < 0 ? local : local.substring(0, slash), LibNlRoute.rtnl_addr_get_prefixlen(address));
        }
    }

    private static void setBroadcast(NativeObject address, NativeObject local, int prefixLength) {
        try (Arena arena = Arena.ofConfined()) {
            int host = LibNl.nl_addr_get_binary_addr(local.address()).get(NETWORK_ORDER, 0);
            MemorySegment bytes = arena.allocateFrom(NETWORK_ORDER, host | -1 >>> prefixLength);
            try (NativeObject broadcast = NativeObject.of(
                    "nl_addr_build", LibNl.nl_addr_build(AF_INET, bytes, bytes.byteSize()), LibNl::nl_addr_put)) {
                NetlinkException.check(
                        "rtnl_addr_set_broadcast()",
                        LibNlRoute.rtnl_addr_set_broadcast(address.address(), broadcast.address()));
            }
        }
    }

    private static NativeObject parse(String text, int family) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ADDRESS);
            int code = LibNl.nl_addr_parse(arena.allocateFrom(text), family, result);
            if (code == -NetlinkException.NLE_NOADDR) {
                throw malformed(text);
            }
            NetlinkException.check("nl_addr_parse(%s)".formatted(text), code);
            return NativeObject.of("nl_addr_parse", result.get(ADDRESS, 0), LibNl::nl_addr_put);
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "not an IPv4 or IPv6 address with prefix length (192.0.2.1/24, 2001:db8::1/64): \"%s\""
                        .formatted(text));
    }
}
