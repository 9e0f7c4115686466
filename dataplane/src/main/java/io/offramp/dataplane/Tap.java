package io.offramp.dataplane;

import java.util.List;

/**
 * The kernel interface of a pair, in full.
 *
 * @param name its name
 * @param pair the pair it belongs to
 * @param ifindex its interface index
 * @param mac its MAC address
 * @param mtu its MTU in bytes
 * @param up whether it is administratively up ({@code IFF_UP})
 * @param carrier whether the kernel sees a carrier ({@code IFF_LOWER_UP})
 * @param operState the kernel's operational state (RFC 2863): {@code UP}, {@code DOWN}, {@code UNKNOWN}, {@code DORMANT},
 *     {@code LOWERLAYERDOWN}, {@code NOTPRESENT} or {@code TESTING}
 * @param addresses its addresses in CIDR notation, those that the kernel made itself included
 * @param counters the kernel's counters
 */
public record Tap(
        String name,
        String pair,
        int ifindex,
        String mac,
        int mtu,
        boolean up,
        boolean carrier,
        String operState,
        List<String> addresses,
        TapCounters counters) {

    /** Takes a copy of the list. */
    public Tap {
        addresses = List.copyOf(addresses);
    }
}
