package io.offramp.dataplane;

import io.offramp.dataplane.Followed.Setting;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.EthdevException;
import io.offramp.dataplane.ethdev.MacAddress;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.netlink.Link;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings to the port of a pair what was set on its tap, with {@code ip link} or otherwise: MTU, MAC address, admin state,
 * promiscuous and all-multicast, as KNI did. MTU and MAC address are wanted from then on; being down is not. What a port
 * cannot follow becomes a condition of the pair. For the control thread alone.
 */
final class PortFollows {
    /** Drivers whose ports are interfaces that the kernel goes on to use; it drops what is not for their own address. */
    private static final Set<String> KERNELS_OWN = Set.of("net_af_packet", "net_af_xdp", "net_pcap");

    private final MempoolSet mempools;

    PortFollows(MempoolSet mempools) {
        this.mempools = mempools;
    }

    /**
     * Has the port follow.
     *
     * @param pair a pair that was built
     * @param link its tap
     * @return what is wanted of the tap from now on
     */
    TapSpec follow(ActivePair pair, Link link) {
        TapSpec tap = pair.spec().requireTap();
        int mtu = followMtu(pair, link);
        followMac(pair, link);
        followAdminState(pair, link);
        followPromiscuous(pair, link);
        followAllMulticast(pair, link);
        return new TapSpec(tap.name(), link.mac(), mtu, tap.up(), tap.addresses(), tap.netns(), tap.persistent());
    }

    private int followMtu(ActivePair pair, Link link) {
        int wanted = pair.mtu();
        if (link.mtu() == wanted) {
            pair.followed().done(Setting.MTU);
            return wanted;
        }
        try {
            new MtuLimit(mempools.dataRoom(), pair.spec().port(), pair.port().info()).check("mtu", link.mtu());
            pair.port().mtu(link.mtu());
        } catch (DataplaneException | EthdevException refused) {
            refuse(
                    pair,
                    Setting.MTU,
                    "MtuNotFollowed",
                    "the tap %s was given an MTU of %d, which port %s does not take: %s"
                            .formatted(pair.tapName(), link.mtu(), pair.spec().port(), refused.getMessage()),
                    "ip link set %s mtu %d".formatted(link.name(), wanted));
            return wanted;
        }
        pair.followed().done(Setting.MTU);
        return link.mtu();
    }

    /**
     * The port bears its own address while the tap has the one derived from it, and the tap's when that was chosen. A port on
     * an interface that is the kernel's as well keeps its own: with the tap's the kernel would take each frame twice.
     */
    private void followMac(ActivePair pair, Link link) {
        EthPort port = pair.port();
        MacAddress own = pair.before().mac();
        MacAddress tap = MacAddress.parse(link.mac());
        MacAddress wanted = tap.equals(own.forTap()) ? own : tap;
        if (port.mac().equals(wanted) || KERNELS_OWN.contains(port.info().driver())) {
            pair.followed().done(Setting.MAC);
            return;
        }
        try {
            dropFilter(pair);
            if (port.defaultMac(wanted)) {
                pair.followed().done(Setting.MAC);
                return;
            }
            refuseMac(pair, wanted, "its driver has no such operation");
        } catch (EthdevException refused) {
            refuseMac(pair, wanted, String.valueOf(refused.getMessage()));
        }
    }

    private void refuseMac(ActivePair pair, MacAddress wanted, String why) {
        refuse(
                pair,
                Setting.MAC,
                "MacNotFollowed",
                "port %s does not take the MAC address %s: %s"
                        .formatted(pair.spec().port(), wanted, why),
                "ip link set %s address %s"
                        .formatted(pair.tapName(), pair.before().mac().forTap()));
    }

    /** Not every driver can set its link down; then the kernel alone drops what comes, as the condition TapDown tells. */
    private void followAdminState(ActivePair pair, Link link) {
        if (link.up() == pair.followed().up()) {
            return;
        }
        pair.port().linkUp(link.up());
        pair.followed().up(link.up());
    }

    private void followPromiscuous(ActivePair pair, Link link) {
        EthPort port = pair.port();
        if (port.promiscuous() == link.promiscuous()) {
            pair.followed().done(Setting.PROMISCUOUS);
            return;
        }
        if (!link.promiscuous() && !receives(pair, MacAddress.parse(link.mac()))) {
            refuse(
                    pair,
                    Setting.PROMISCUOUS,
                    "PromiscuousNeeded",
                    "port %s stays promiscuous: it can receive the tap's MAC address in no other way"
                            .formatted(pair.spec().port()),
                    "ip link set %s promisc on".formatted(link.name()));
            return;
        }
        port.promiscuous(link.promiscuous());
        pair.followed().done(Setting.PROMISCUOUS);
    }

    /** Sees to it that a port that is not promiscuous takes frames for its tap. */
    private static boolean receives(ActivePair pair, MacAddress tap) {
        if (pair.port().mac().equals(tap) || tap.equals(pair.followed().filter())) {
            return true;
        }
        boolean added = pair.port().addMac(tap);
        if (added) {
            pair.followed().filter(tap);
        }
        return added;
    }

    private static void dropFilter(ActivePair pair) {
        @Nullable MacAddress filter = pair.followed().filter();
        if (filter != null) {
            pair.port().removeMac(filter);
            pair.followed().filter(null);
        }
    }

    private void followAllMulticast(ActivePair pair, Link link) {
        EthPort port = pair.port();
        if (port.allMulticast() == link.allMulticast()) {
            pair.followed().done(Setting.ALL_MULTICAST);
            return;
        }
        if (port.allMulticast(link.allMulticast())) {
            pair.followed().done(Setting.ALL_MULTICAST);
        } else if (link.allMulticast() && !port.promiscuous()) {
            refuse(
                    pair,
                    Setting.ALL_MULTICAST,
                    "AllMulticastNotFollowed",
                    "the driver of port %s cannot receive all multicast"
                            .formatted(pair.spec().port()),
                    "ip link set %s promisc on".formatted(link.name()));
        }
    }

    private void refuse(ActivePair pair, Setting setting, String type, String message, String remedy) {
        pair.followed().refused(setting, new Condition(type, message, remedy));
    }
}
