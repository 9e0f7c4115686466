package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.Links;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads and changes the taps of pairs. */
final class TapControl {
    private final Links links;
    private final TapAddresses addresses;
    private final MempoolSet mempools;

    TapControl(Links links, TapAddresses addresses, MempoolSet mempools) {
        this.links = links;
        this.addresses = addresses;
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
        List<String> wanted = change.addresses() == null ? pair.spec().tap().addresses() : change.addresses();
        int mtu = Objects.requireNonNullElse(change.mtu(), now.mtu());
        boolean up = Objects.requireNonNullElse(change.up(), now.up());
        SpecCheck.addresses("addresses", wanted);
        SpecCheck.mtu("mtu", mtu, wanted);
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
            if (up != now.up()) {
                setUp(now.ifindex(), up);
                undo.push(() -> setUp(now.ifindex(), now.up()));
            }
            // Always: an interface that is set down loses its IPv6 addresses.
            setAddresses(now, wanted, undo);
        } catch (RuntimeException failed) {
            undo.because(failed);
            throw failed;
        }
        TapSpec spec = pair.spec().tap();
        return new TapSpec(spec.name(), spec.mac(), mtu, up, wanted, spec.netns(), spec.persistent());
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
        undo.push(() -> addresses.apply(now.ifindex(), "addresses", now.addresses()));
        addresses.apply(now.ifindex(), "addresses", wanted);
    }
}
