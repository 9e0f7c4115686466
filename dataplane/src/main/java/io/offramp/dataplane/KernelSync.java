package io.offramp.dataplane;

import io.offramp.dataplane.netlink.Link;
import java.util.Optional;

/**
 * Keeps each pair's port and tap in step, both ways. It asks both sides for what they are and never relies on a notification
 * for more than when to ask. For the control thread alone.
 */
final class KernelSync {
    private final Pairs pairs;
    private final PortFollows ports;
    private final TapWatch taps;

    KernelSync(Pairs pairs, PortFollows ports, TapWatch taps) {
        this.pairs = pairs;
        this.ports = ports;
        this.taps = taps;
    }

    /** Looks at every pair that was built. */
    void run() {
        for (Member member : pairs.all()) {
            ActivePair active = member.active();
            if (active != null) {
                Optional<Link> link = TapControl.link(active);
                if (link.isPresent()) {
                    taps.look(active, link.get());
                    pairs.follow(member, ports.follow(active, link.get()));
                    TapFollows.follow(active, link.get());
                }
            }
        }
    }
}
