package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.Links;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads and changes the taps of pairs. */
final class TapControl {
    /** Link-local IPv6 addresses are the kernel's own affair (RFC 4291). */
    private static final String LINK_LOCAL = "fe80:";

    private final Links links;
    private final MempoolSet mempools;

    TapControl(Links links, MempoolSet mempools) {
        this.links = links;
        this.mempools = mempools;
    }

    /** The tap of a pair, or empty when somebody has removed it. */
    Optional<Tap> read(ActivePair pair) {
        return links.find(pair.ifindex()).map(link -> tap(pair, link));
    }

    private Tap tap(ActivePair pair, Link link) {
        return new Tap(
                link.name(),
                pair.name(),
                link.ifindex(),
                link.mac(),
                link.mtu(),
                link.up(),
                link.carrier(),
                link.operState(),
                links.addresses(link.ifindex()),
                counters(link));
    }

    Optional<Link> link(ActivePair pair) {
        return links.find(pair.ifindex());
    }

    static TapCounters counters(Link link) {
        return new TapCounters(
                link.stats().rxPackets(),
                link.stats().rxBytes(),
                link.stats().rxDropped(),
                link.stats().txPackets(),
                link.stats().txBytes(),
                link.stats().txDropped());
    }

    /** Applies a change as a whole or not at all, and tells what the pair's tap is wanted to be from now on. */
    TapSpec change(ActivePair pair, Tap now, TapChange change) {
        List<String> addresses = change.addresses() == null ? pair.spec().tap().addresses() : change.addresses();
        int mtu = Objects.requireNonNullElse(change.mtu(), now.mtu());
        boolean up = Objects.requireNonNullElse(change.up(), now.up());
        SpecCheck.addresses("addresses", addresses);
        SpecCheck.mtu("mtu", mtu, addresses);
        if (change.mtu() != null) {
            new MtuLimit(mempools.dataRoom(), pair.spec().port(), pair.port().info()).check("mtu", mtu);
            new MtuLimit(
                            mempools.dataRoom(),
                            pair.virtioUserName(),
                            pair.virtioUser().info())
                    .check("mtu", mtu);
        }
        Undo undo = new Undo();
        try {
            if (mtu != now.mtu()) {
                setMtu(pair, now, mtu, undo);
            }
            if (change.addresses() != null) {
                setAddresses(now, addresses, undo);
            }
            if (up != now.up()) {
                setUp(now.ifindex(), up);
            }
        } catch (RuntimeException failed) {
            undo.because(failed);
            throw failed;
        }
        TapSpec spec = pair.spec().tap();
        return new TapSpec(spec.name(), spec.mac(), mtu, up, addresses, spec.netns(), spec.persistent());
    }

    private void setUp(int ifindex, boolean up) {
        if (up) {
            links.up(ifindex);
        } else {
            links.down(ifindex);
        }
    }

    private void setMtu(ActivePair pair, Tap now, int mtu, Undo undo) {
        int portMtu = pair.port().mtu();
        pair.port().mtu(mtu);
        undo.push(() -> pair.port().mtu(portMtu));
        links.mtu(now.ifindex(), mtu);
        undo.push(() -> links.mtu(now.ifindex(), now.mtu()));
    }

    private void setAddresses(Tap now, List<String> wanted, Undo undo) {
        undo.push(() -> applyAddresses(now.ifindex(), now.addresses()));
        applyAddresses(now.ifindex(), wanted);
    }

    /** Removes first: with another prefix length the kernel takes an IPv6 address for the one that is there. */
    private void applyAddresses(int ifindex, List<String> wanted) {
        Set<String> keep = canonical(wanted);
        for (String address : links.addresses(ifindex)) {
            if (!keep.contains(SpecCheck.canonical(address)) && !address.startsWith(LINK_LOCAL)) {
                links.removeAddress(ifindex, address);
            }
        }
        // Asked anew: with the first IPv4 address of a network the kernel has removed the others of that network.
        Set<String> present = canonical(links.addresses(ifindex));
        for (String address : wanted) {
            if (!present.contains(SpecCheck.canonical(address))) {
                links.addAddress(ifindex, address);
            }
        }
    }

    private static Set<String> canonical(List<String> addresses) {
        return addresses.stream().map(SpecCheck::canonical).collect(Collectors.toSet());
    }
}
