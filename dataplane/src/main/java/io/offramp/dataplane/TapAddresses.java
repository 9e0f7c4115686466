package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.netlink.Links;
import io.offramp.dataplane.netlink.NetlinkException;
import java.util.List;
import java.util.Set;

/** Gives taps their addresses. */
final class TapAddresses {
    /** Link-local IPv6 addresses are the kernel's own affair (RFC 4291). */
    private static final String LINK_LOCAL = "fe80:";

    private TapAddresses() {}

    /**
     * Has a tap bear these addresses and no others, save link-local ones.
     *
     * @param field the field of the request that the addresses come from
     */
    static void apply(Links links, int ifindex, String field, List<String> wanted) {
        // First removed, then added: with another prefix length the kernel takes an IPv6 address for the one that is
        // there.
        Set<String> keep = SpecCheck.canonical(wanted);
        for (String address : links.addresses(ifindex)) {
            if (!keep.contains(SpecCheck.canonical(address)) && !address.startsWith(LINK_LOCAL)) {
                remove(links, ifindex, address);
            }
        }
        // Asked anew: the kernel may have removed more than it was asked to.
        addMissing(links, ifindex, field, wanted);
    }

    /** Has a tap bear these addresses beside those that it has. */
    static void addMissing(Links links, int ifindex, String field, List<String> wanted) {
        Set<String> present = SpecCheck.canonical(links.addresses(ifindex));
        for (int i = 0; i < wanted.size(); i++) {
            if (!present.contains(SpecCheck.canonical(wanted.get(i)))) {
                add(links, ifindex, "%s[%d]".formatted(field, i), wanted.get(i));
            }
        }
    }

    /** With the first IPv4 address of a network the kernel removes the others of that network, so one may be gone already. */
    private static void remove(Links links, int ifindex, String address) {
        try {
            links.removeAddress(ifindex, address);
        } catch (NetlinkException failed) {
            if (failed.code() != NetlinkException.NLE_NOADDR) {
                throw failed;
            }
        }
    }

    /** What the kernel thinks of an address is known only when it is asked: it takes no multicast address, for one. */
    private static void add(Links links, int ifindex, String field, String address) {
        try {
            links.addAddress(ifindex, address);
        } catch (NetlinkException refused) {
            throw new DataplaneException(
                    Code.INVALID_VALUE,
                    field,
                    "the kernel does not take the address %s: %s".formatted(address, refused.getMessage()),
                    "Correct %s.".formatted(field),
                    refused);
        }
    }
}
