package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.PortStats;
import io.offramp.dataplane.forward.ExceptionPath;
import io.offramp.dataplane.forward.ForwardStats;
import io.offramp.dataplane.forward.PollerGroup;
import io.offramp.dataplane.netlink.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;

/** Tells how a pair is doing: its state with its conditions, and its counters. */
final class PairStatusReader {
    private final PollerGroup pollers;
    private final Namespaces namespaces;
    private final VhostWorkerReader vhostWorkers;
    /** By path, the most bytes that were told to have been sent to the port. */
    private final Map<ExceptionPath, Long> mostSentBytes = new WeakHashMap<>();

    PairStatusReader(PollerGroup pollers, Namespaces namespaces, VhostWorkerReader vhostWorkers) {
        this.pollers = pollers;
        this.namespaces = namespaces;
        this.vhostWorkers = vhostWorkers;
    }

    Pair read(Member member) {
        ActivePair active = member.active();
        return active == null ? waiting(member) : read(active);
    }

    private static Pair waiting(Member member) {
        Condition obstacle = Objects.requireNonNull(member.obstacle());
        return new Pair(
                member.spec(),
                new PairStatus(PairState.FAILED, null, null, List.of(), null, List.of(), List.of(obstacle)));
    }

    private Pair read(ActivePair pair) {
        Optional<Link> link = TapControl.link(pair);
        List<Condition> failures = failures(pair, link);
        List<Condition> faults = failures.isEmpty() ? faults(pair, link) : List.of();
        PairState state =
                !failures.isEmpty() ? PairState.FAILED : faults.isEmpty() ? PairState.FORWARDING : PairState.DEGRADED;
        List<Condition> conditions = new ArrayList<>(failures);
        conditions.addAll(faults);
        conditions.addAll(pair.conditions());
        PairStatus status = new PairStatus(
                state,
                pair.backend(),
                pair.virtioUserName(),
                pair.lcores(),
                link.map(PairStatusReader::tapLink).orElse(null),
                vhostWorkers.read(pair),
                conditions);
        return new Pair(pair.spec(), status);
    }

    private static PairStatus.TapLink tapLink(Link link) {
        return new PairStatus.TapLink(link.ifindex(), link.up(), link.carrier(), link.mac(), link.mtu());
    }

    private List<Condition> failures(ActivePair pair, Optional<Link> link) {
        List<Condition> failures = new ArrayList<>();
        if (pair.tap() != null && link.isEmpty()) {
            failures.add(new Condition(
                    "TapGone",
                    "the tap %s was removed by somebody else".formatted(pair.tapName()),
                    "None: the service makes it anew."));
        }
        VdpaDevices.gone(pair.spec()).ifPresent(failures::add);
        String netns = pair.spec().netns();
        if (!namespaces.stands(netns)) {
            failures.add(new Condition(
                    "NetnsNotFound",
                    "the network namespace %s of the tap was deleted or replaced".formatted(netns),
                    "ip netns add %s".formatted(netns)));
        }
        if (!pollers.alive(pair.path())) {
            failures.add(new Condition(
                    "PollerStopped",
                    "a poller of lcores %s has stopped on a failure".formatted(pair.lcores()),
                    "See the service's log, then restart the service."));
        }
        return failures;
    }

    private static List<Condition> faults(ActivePair pair, Optional<Link> link) {
        List<Condition> faults = new ArrayList<>();
        boolean up = link.map(Link::up).orElse(false);
        VhostSockets.noPeer(pair).ifPresent(faults::add);
        if (pair.spec().tap() != null && pair.spec().tap().up() && !up) {
            faults.add(new Condition(
                    "TapDown",
                    "the tap %s was set down by somebody else, so the kernel drops what the port receives"
                            .formatted(pair.tapName()),
                    "PATCH /api/v1/taps/%s {\"up\": true}".formatted(pair.tapName())));
        }
        boolean portUp = pair.port().link().up();
        if (up && portUp && !link.map(Link::carrier).orElse(false)) {
            faults.add(new Condition(
                    "TapNoCarrier",
                    "the tap %s has no carrier: nothing is attached to its other end".formatted(pair.tapName()),
                    "Delete the pair and create it anew."));
        }
        link.filter(tap -> !tap.name().equals(pair.tapName()))
                .ifPresent(renamed -> faults.add(new Condition(
                        "TapRenamed",
                        "the tap %s was renamed to %s by somebody else".formatted(pair.tapName(), renamed.name()),
                        "ip link set %s name %s".formatted(renamed.name(), pair.tapName()))));
        if (!portUp && pair.followed().up()) {
            faults.add(
                    new Condition(
                            "PortLinkDown",
                            "the link of port %s is down".formatted(pair.spec().port()),
                            "Check the cable and the other end; right after a pair's creation the link may still be negotiated."));
        }
        faults.addAll(pair.followed().refusals());
        return faults;
    }

    /** The drivers of virtio_user and net_tap count bytes in software, packet by packet, on the kernel side's port. */
    PairCounters counters(ActivePair pair) {
        ForwardStats to = pair.path().toKernel();
        ForwardStats from = pair.path().fromKernel();
        PortStats kernelSide = pair.virtioUser().stats();
        // What was received since the drops were read counts as sent, and may yet be dropped; a counter never falls.
        long sentBytes = mostSentBytes.merge(pair.path(), kernelSide.ibytes() - from.ringFullBytes(), Math::max);
        return new PairCounters(
                pair.name(),
                new PairCounters.ToKernel(
                        to.rxPackets(),
                        kernelSide.obytes() + to.ringFullBytes(),
                        to.txPackets(),
                        kernelSide.obytes(),
                        0,
                        0,
                        to.ringFull()),
                new PairCounters.FromKernel(
                        from.rxPackets(), kernelSide.ibytes(), from.txPackets(), sentBytes, from.ringFull()),
                TapControl.link(pair).map(TapControl::counters).orElse(null));
    }
}
