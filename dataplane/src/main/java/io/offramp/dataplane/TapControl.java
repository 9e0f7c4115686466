package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.Links;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and changes the taps of pairs. */
final class TapControl {
    private final MempoolSet mempools;

    TapControl(MempoolSet mempools) {
        this.mempools = mempools;
    }

    /** The tap of a pair, or empty when somebody has removed it. */
    static Optional<Tap> read(ActivePair pair) {
        return link(pair).map(link -> tap(pair, link));
    }

    private static Tap tap(ActivePair pair, Link link) {
        return new Tap(
                link.name(),
                pair.name(),
                link.ifindex(),
                link.mac(),
                link.mtu(),
                link.up(),
                link.carrier(),
                link.operState(),
                pair.links().addresses(link.ifindex()),
                counters(link));
    }

    static Optional<Link> link(ActivePair pair) {
        return pair.tap() == null ? Optional.empty() : pair.links().find(pair.ifindex());
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

    static DataplaneException notFound(String tap) {
        return new DataplaneException(
                Code.TAP_NOT_FOUND,
                null,
                "no pair has a tap named %s".formatted(tap),
                "GET /api/v1/taps lists the taps that there are.");
    }

    /**
     * Applies a change as a whole or not at all, and tells what the pair's tap is wanted to be from now on. Addresses that are
     * wanted but were lost, as IPv6 ones are when an interface is set down, come back with any change.
     */
    TapSpec change(ActivePair pair, Tap now, TapChange change) {
        TapSpec spec = pair.spec().requireTap();
        List<String> wanted = Objects.requireNonNullElse(change.addresses(), spec.addresses());
        int mtu = Objects.requireNonNullElse(change.mtu(), now.mtu());
        SpecCheck.addresses("addresses", wanted);
        SpecCheck.mtu("mtu", mtu, wanted);
        checkLimits(pair, change.mtu());
        Links links = pair.links();
        Undo undo = new Undo();
        try {
            String mac = change.mac();
            if (mac != null && !mac.equals(now.mac())) {
                links.mac(now.ifindex(), mac);
                undo.push(() -> links.mac(now.ifindex(), now.mac()));
            }
            if (mtu != now.mtu()) {
                setMtu(pair, now, mtu, undo);
            }
            if (change.up() != null && change.up() != now.up()) {
                setUp(links, now.ifindex(), change.up());
                undo.push(() -> setUp(links, now.ifindex(), now.up()));
            }
            undo.push(() -> TapAddresses.apply(links, now.ifindex(), "addresses", now.addresses()));
            if (change.addresses() == null) {
                TapAddresses.addMissing(links, now.ifindex(), "addresses", wanted);
            } else {
                TapAddresses.apply(links, now.ifindex(), "addresses", wanted);
            }
        } catch (RuntimeException failed) {
            undo.because(failed);
            throw failed;
        }
        return new TapSpec(
                spec.name(),
                change.mac() == null ? spec.mac() : change.mac(),
                change.mtu() == null ? spec.mtu() : change.mtu(),
                Objects.requireNonNullElse(change.up(), spec.up()),
                wanted,
                spec.netns(),
                spec.persistent());
    }

    private void checkLimits(ActivePair pair, @Nullable Integer mtu) {
        if (mtu != null) {
            new MtuLimit(mempools.dataRoom(), pair.spec().port(), pair.port().info()).check("mtu", mtu);
            new MtuLimit(
                            mempools.dataRoom(),
                            pair.virtioUserName(),
                            pair.virtioUser().info())
                    .check("mtu", mtu);
        }
    }

    private static void setUp(Links links, int ifindex, boolean up) {
        if (up) {
            links.up(ifindex);
        } else {
            links.down(ifindex);
        }
    }

    private static void setMtu(ActivePair pair, Tap now, int mtu, Undo undo) {
        int portMtu = pair.port().mtu();
        pair.port().mtu(mtu);
        undo.push(() -> pair.port().mtu(portMtu));
        pair.links().mtu(now.ifindex(), mtu);
        undo.push(() -> pair.links().mtu(now.ifindex(), now.mtu()));
    }
}
