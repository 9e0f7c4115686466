package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.LinkStatus;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.LinkSettings;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Brings to the tap of a pair what its port's link is like: carrier ({@code IFLA_CARRIER}), speed and duplex ({@code
 * ETHTOOL_SLINKSETTINGS}). DPDK's virtio_user tells the kernel nothing of it. For the control thread alone.
 */
final class TapFollows {
    private TapFollows() {}

    /**
     * Has the tap follow.
     *
     * @param pair a pair that was built
     * @param link its tap
     */
    static void follow(ActivePair pair, Link link) {
        LinkStatus port = pair.port().link();
        // Of an interface that is down the kernel does not tell the carrier.
        if (link.up() && link.carrier() != port.up()) {
            pair.links().carrier(link.ifindex(), port.up());
        }
        if (port.up()) {
            followSpeed(pair, link, port);
        }
    }

    private static void followSpeed(ActivePair pair, Link link, LinkStatus port) {
        OptionalInt speed =
                port.speed().isPresent() ? OptionalInt.of((int) port.speed().getAsLong()) : OptionalInt.empty();
        LinkSettings wanted = new LinkSettings(speed, port.fullDuplex(), port.autoneg());
        Optional<LinkSettings> now = pair.links().settings(link.ifindex());
        if (now.isPresent() && !now.get().equals(wanted)) {
            pair.links().settings(link.ifindex(), wanted);
        }
    }
}
