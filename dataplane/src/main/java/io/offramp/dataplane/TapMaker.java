package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.Links;
import io.offramp.dataplane.tuntap.TapDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the taps of pairs, knows again those that have outlived a process, and removes them. */
final class TapMaker {
    private final Namespaces namespaces;
    private final String owner;

    TapMaker(Namespaces namespaces, String owner) {
        this.namespaces = namespaces;
        this.owner = owner;
    }

    /** The tap of a pair that is there already, from an earlier life of the service or of the pair. */
    Optional<Link> survivor(PairSpec spec) {
        if (spec.tap() == null) {
            return Optional.empty();
        }
        return links(spec).find(spec.tapName()).filter(link -> isOf(link, spec.name()));
    }

    /** A survivor that was renamed while nobody watched gets its name back, so that it can be attached to. */
    void takeBackName(PairSpec spec) {
        if (spec.tap() != null && links(spec).find(spec.tapName()).isEmpty()) {
            all(spec.netns()).stream()
                    .filter(link -> isOf(link, spec.name()))
                    .findFirst()
                    .ifPresent(renamed -> links(spec).rename(renamed.ifindex(), spec.tapName()));
        }
    }

    private Links links(PairSpec spec) {
        return namespaces.links(spec.netns());
    }

    /** Every tap in a namespace that bears this owner's mark, whether there is still a pair to it or not. */
    List<Link> all(@Nullable String netns) {
        return namespaces.links(netns).all().stream()
                .filter(link -> TapAlias.parse(link.alias())
                        .filter(alias -> alias.owner().equals(owner))
                        .isPresent())
                .toList();
    }

    private boolean isOf(Link link, String pair) {
        return TapAlias.parse(link.alias())
                .filter(new TapAlias(owner, pair)::equals)
                .isPresent();
    }

    /**
     * Refuses a name that is a stranger's.
     *
     * @param field the field of the request that the name comes from
     */
    void checkName(PairSpec spec, String field) {
        Optional<Link> taken = links(spec).find(spec.tapName()).filter(link -> !isOf(link, spec.name()));
        if (taken.isPresent()) {
            throw new DataplaneException(
                    Code.TAP_EXISTS,
                    field,
                    "there is a network interface named %s already".formatted(spec.tapName()),
                    "Choose another tap.name, or remove it: ip link del %s".formatted(spec.tapName()));
        }
    }

    /** Whether a survivor can be attached to as it is. */
    boolean fits(Link survivor, Blueprint plan) {
        return plan.spec().requireTap().persistent()
                && links(plan.spec())
                        .tapFlags(survivor.ifindex())
                        .filter(flags -> flags.persistent() && flags.multiQueue() == plan.multiQueueTap())
                        .isPresent();
    }

    /**
     * Sees to it that the tap of a pair that is about to be built is there, when it is one that persists.
     *
     * @param undo for what is done here
     * @return the survivor that will be attached to, as it is now; empty when the tap is a new one
     */
    Optional<Link> prepare(Blueprint plan, Undo undo) {
        Links links = links(plan.spec());
        Optional<Link> survivor = survivor(plan.spec());
        if (survivor.isPresent()) {
            if (fits(survivor.get(), plan)) {
                return survivor;
            }
            links.delete(survivor.get().ifindex());
        }
        if (plan.spec().requireTap().persistent()) {
            boolean vnetHeader = plan.kernelSide().backend() != Backend.TAP;
            int ifindex = namespaces.within(
                    plan.spec().netns(),
                    () -> TapDevice.create(
                            plan.tapName(), vnetHeader, plan.multiQueueTap(), made -> mark(made, plan.spec())));
            undo.push(() -> links.find(ifindex).ifPresent(made -> links.delete(ifindex)));
        }
        return Optional.empty();
    }

    private void mark(int ifindex, PairSpec spec) {
        links(spec).alias(ifindex, new TapAlias(owner, spec.name()).text());
    }

    /**
     * Gives the tap of a pair that was just attached its settings. It is done before the pair forwards: what is written to a
     * tap that is down is lost.
     *
     * @param survivor the tap as it was before it was attached to; empty when it is new
     * @param manner whose word counts for a survivor
     * @return its interface index
     */
    int setUp(Blueprint plan, Optional<Link> survivor, Manner manner, Undo undo) {
        TapSpec tap = plan.spec().requireTap();
        Links links = links(plan.spec());
        Link link = links.find(plan.tapName())
                .orElseThrow(() -> new IllegalStateException(plan.tapName() + " did not appear"));
        int ifindex = link.ifindex();
        boolean asFound = survivor.isPresent() && manner == Manner.AS_FOUND;
        boolean up = asFound ? survivor.get().up() : tap.up();
        if (link.alias().isEmpty()) {
            mark(ifindex, plan.spec());
        }
        if (survivor.isEmpty()) {
            // As its port is, which follows the tap from now on.
            links.promiscuous(ifindex, true);
            namespaces.run(tap.netns(), () -> keepAddressesWhenDown(plan.tapName()));
        }
        survivor.ifPresent(found -> keepReceiveFilter(links, found, link));
        if (!link.mac().equals(plan.mac())) {
            links.mac(ifindex, plan.mac());
        }
        if (link.mtu() != plan.mtu()) {
            links.mtu(ifindex, plan.mtu());
        }
        if (asFound) {
            TapAddresses.addMissing(links, ifindex, "tap.addresses", tap.addresses());
        } else {
            TapAddresses.apply(links, ifindex, "tap.addresses", tap.addresses());
        }
        if (up) {
            links.up(ifindex);
        } else if (link.up()) {
            links.down(ifindex);
        }
        if (!tap.persistent()) {
            undo.push(() -> links.find(ifindex).ifPresent(_ -> links.down(ifindex)));
        }
        return ifindex;
    }

    /** ethdev sets these flags of a net_tap port, and so of its tap, to what they are of a new port. */
    private static void keepReceiveFilter(Links links, Link before, Link now) {
        if (now.promiscuous() != before.promiscuous()) {
            links.promiscuous(now.ifindex(), before.promiscuous());
        }
        if (now.allMulticast() != before.allMulticast()) {
            links.allMulticast(now.ifindex(), before.allMulticast());
        }
    }

    /** Or the kernel removes the IPv6 addresses of a tap that is set down (Documentation/networking/ip-sysctl). */
    private static void keepAddressesWhenDown(String tap) {
        Path setting = Path.of("/proc/sys/net/ipv6/conf", tap, "keep_addr_on_down");
        if (Files.exists(setting)) {
            try {
                Files.writeString(setting, "1");
            } catch (IOException failed) {
                throw new UncheckedIOException("%s cannot be written".formatted(setting), failed);
            }
        }
    }

    /** Removes a pair's tap, whatever it was renamed to; nothing happens when it is gone or is not the pair's. */
    void remove(PairSpec spec) {
        String netns = spec.netns();
        if (namespaces.exists(netns)) {
            all(netns).stream().filter(link -> isOf(link, spec.name())).forEach(link -> delete(netns, link));
        }
    }

    /** Removes what a pair had for a tap before it got another. */
    void removeFormer(PairSpec former, PairSpec now) {
        String netns = former.netns();
        if (namespaces.exists(netns)) {
            boolean moved = now.tap() == null || !Objects.equals(netns, now.netns());
            all(netns).stream()
                    .filter(link -> isOf(link, former.name()))
                    .filter(link -> moved || !link.name().equals(now.tapName()))
                    .forEach(link -> delete(netns, link));
        }
    }

    /** Removes a tap of this owner. */
    void delete(@Nullable String netns, Link tap) {
        namespaces.links(netns).delete(tap.ifindex());
    }
}
