package io.offramp.dataplane;

import io.offramp.dataplane.Event.Author;
import io.offramp.dataplane.Event.Severity;
import io.offramp.dataplane.netlink.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what others than the service set on a tap, with {@code ip link} or otherwise. What a call sets is
 * expected, not told. For the control thread alone.
 */
final class TapWatch {
    private final Pairs pairs;
    private final Events events;

    TapWatch(Pairs pairs, Events events) {
        this.pairs = pairs;
        this.events = events;
    }

    /**
     * What of a tap can be set from outside.
     *
     * @param mac its MAC address
     * @param mtu its MTU in bytes
     */
    record Settings(String mac, int mtu, boolean up, boolean promiscuous, boolean allMulticast) {
        static Settings of(Link link) {
            return new Settings(link.mac(), link.mtu(), link.up(), link.promiscuous(), link.allMulticast());
        }

        List<String> differences(Settings now) {
            List<String> differences = new ArrayList<>();
            differ(differences, "MAC address", mac, now.mac);
            differ(differences, "MTU", mtu, now.mtu);
            differ(differences, "admin state", up ? "up" : "down", now.up ? "up" : "down");
            differ(differences, "promiscuous", onOff(promiscuous), onOff(now.promiscuous));
            differ(differences, "all-multicast", onOff(allMulticast), onOff(now.allMulticast));
            return differences;
        }

        private static String onOff(boolean on) {
            return on ? "on" : "off";
        }

        private static void differ(List<String> differences, String what, Object before, Object now) {
            if (!before.equals(now)) {
                differences.add("%s from %s to %s".formatted(what, before, now));
            }
        }
    }

    /** Tells what has been set on the taps of all pairs since the last look. */
    void look() {
        pairs.active().forEach(pair -> TapControl.link(pair).ifPresent(link -> look(pair, link)));
    }

    /**
     * Tells what has been set on a tap since the last look at it.
     *
     * @param link its state now
     */
    void look(ActivePair pair, Link link) {
        Settings now = Settings.of(link);
        @Nullable Settings before = pair.followed().settings();
        pair.followed().settings(now);
        if (before == null || before.equals(now)) {
            return;
        }
        boolean lost = before.up() && !now.up() && pair.spec().requireTap().up();
        events.tell(
                lost ? Severity.WARNING : Severity.INFO,
                Author.KERNEL,
                "tap.changed",
                pair.tapName(),
                String.join(", ", before.differences(now))
                        + (lost ? ": the kernel drops what the port receives, the pair is degraded" : ""));
    }

    /**
     * Makes a call's change of pairs or taps.
     *
     * @return its answer; what it set is known from then on
     */
    <T> T expect(Supplier<T> change) {
        look();
        try {
            return change.get();
        } finally {
            pairs.active().forEach(TapWatch::know);
        }
    }

    private static void know(ActivePair pair) {
        TapControl.link(pair).map(Settings::of).ifPresent(now -> pair.followed().settings(now));
    }
}
