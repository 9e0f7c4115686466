package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.Mempool;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.ethdev.PortInfo;
import io.offramp.dataplane.forward.ExceptionPath;
import io.offramp.dataplane.forward.PollerGroup;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Makes pairs: first everything that can be refused is checked, then step by step with a way back from each. */
final class PairFactory {
    private final Eal eal;
    private final MempoolSet mempools;
    private final PollerGroup pollers;
    private final Links links;
    private final TapAddresses addresses;

    PairFactory(Eal eal, MempoolSet mempools, PollerGroup pollers, Links links, TapAddresses addresses) {
        this.eal = eal;
        this.mempools = mempools;
        this.pollers = pollers;
        this.links = links;
        this.addresses = addresses;
    }

    /** A free port, and a pair's wishes with every default filled in. */
    private record Plan(
            EthPort port,
            int portMtu,
            PairSpec spec,
            KernelSide.Choice kernelSide,
            String tapName,
            String mac,
            int mtu) {}

    ActivePair create(PairSpec wanted, EthPort port) {
        Plan plan = plan(wanted, port);
        Undo undo = new Undo();
        try {
            return build(plan, undo);
        } catch (RuntimeException | Error failed) {
            undo.because(failed);
            throw failed;
        }
    }

    private Plan plan(PairSpec wanted, EthPort port) {
        TapSpec tap = wanted.tap();
        if (tap.netns() != null) {
            throw new DataplaneException(
                    Code.NETNS_UNSUPPORTED,
                    "tap.netns",
                    "a tap cannot be made in another network namespace by this version",
                    "Leave tap.netns out; the tap is made in the service's own namespace.");
        }
        String tapName = Objects.requireNonNullElse(tap.name(), wanted.name());
        if (links.find(tapName).isPresent()) {
            throw new DataplaneException(
                    Code.TAP_EXISTS,
                    tap.name() == null ? "name" : "tap.name",
                    "there is a network interface named %s already".formatted(tapName),
                    "Choose another tap.name, or remove it: ip link del %s".formatted(tapName));
        }
        KernelSide.Choice kernelSide = KernelSide.choose(wanted.backend());
        PortInfo info = port.info();
        int queues = Math.min(info.maxRxQueues(), info.maxTxQueues());
        if (wanted.queues() > queues) {
            throw new DataplaneException(
                    Code.QUEUES_UNSUPPORTED,
                    "queues",
                    "port %s has %d queue pairs at most".formatted(wanted.port(), queues),
                    "Ask for no more than %d queues.".formatted(queues));
        }
        int portMtu = port.mtu();
        int mtu = tap.mtu() == null ? portMtu : tap.mtu();
        new MtuLimit(mempools.dataRoom(), wanted.port(), info).check("tap.mtu", mtu);
        if (EthPort.all().size() >= EthPort.LIMIT) {
            throw portLimit("name");
        }
        String mac =
                tap.mac() == null ? port.mac().forTap().toString() : tap.mac().toLowerCase(Locale.ROOT);
        TapSpec filledTap = new TapSpec(tapName, mac, mtu, tap.up(), tap.addresses(), null, tap.persistent());
        PairSpec filled = new PairSpec(
                wanted.name(), wanted.port(), wanted.backend(), wanted.queues(), wanted.queueSize(), filledTap);
        return new Plan(port, portMtu, filled, kernelSide, tapName, mac, mtu);
    }

    static DataplaneException portLimit(String field) {
        return new DataplaneException(
                Code.PORT_LIMIT,
                field,
                "this DPDK build can have %d ports (RTE_MAX_ETHPORTS), virtio_user ports included, and has them"
                        .formatted(EthPort.LIMIT),
                "Delete a pair or unplug a port first.");
    }

    private ActivePair build(Plan plan, Undo undo) {
        PairSpec spec = plan.spec();
        Mempool mempool = lease(spec);
        undo.push(() -> mempools.release(spec.port()));

        startPort(plan, mempool, undo);

        KernelSide.Vdev vdev = KernelSide.vdev(
                plan.kernelSide().backend(), spec.name(), plan.tapName(), plan.mac(), spec.queues(), spec.queueSize());
        eal.plugVdev(vdev.name(), vdev.arguments());
        undo.push(() -> eal.unplug(vdev.name()));
        EthPort virtioUser = EthPort.find(vdev.name())
                .orElseThrow(() -> new IllegalStateException(vdev.name() + " was plugged but has no port"));
        new MtuLimit(mempools.dataRoom(), vdev.name(), virtioUser.info()).check("tap.mtu", plan.mtu());
        virtioUser.configure(spec.queues(), spec.queueSize(), plan.mtu(), mempool);
        virtioUser.start();
        undo.push(virtioUser::stop);

        int ifindex = setUpTap(plan, undo);

        ExceptionPath path = ExceptionPath.between(plan.port(), virtioUser, spec.queues());
        undo.push(() -> pollers.remove(path));
        List<Integer> lcores = pollers.add(path);
        eal.drainLog();
        return new ActivePair(
                spec,
                plan.kernelSide().backend(),
                plan.port(),
                virtioUser,
                vdev.name(),
                ifindex,
                path,
                lcores,
                conditions(plan, lcores),
                undo);
    }

    private Mempool lease(PairSpec spec) {
        int needed = 2 * spec.queues() * spec.queueSize() + 1024;
        if (needed > mempools.mbufs()) {
            throw new DataplaneException(
                    Code.MEMPOOL_LIMIT,
                    "queueSize",
                    "%d queues of %d descriptors on both sides take up to %d mbufs, a mempool has %d"
                            .formatted(spec.queues(), spec.queueSize(), needed, mempools.mbufs()),
                    "Ask for smaller queues, or raise offramp.mempools.mbufs and restart.");
        }
        return mempools.lease(spec.port())
                .orElseThrow(() -> new DataplaneException(
                        Code.MEMPOOL_LIMIT,
                        "port",
                        "all %d mempools are leased".formatted(mempools.size()),
                        "Delete a pair first, or raise offramp.mempools.count and restart."));
    }

    private static void startPort(Plan plan, Mempool mempool, Undo undo) {
        EthPort port = plan.port();
        PairSpec spec = plan.spec();
        port.configure(spec.queues(), spec.queueSize(), plan.mtu(), mempool);
        undo.push(() -> setMtu(port, plan.portMtu()));
        if (plan.mtu() != plan.portMtu()) {
            port.mtu(plan.mtu());
        }
        port.start();
        undo.push(port::stop);
        port.promiscuous(true);
        undo.push(() -> port.promiscuous(false));
    }

    private static void setMtu(EthPort port, int mtu) {
        if (port.mtu() != mtu) {
            port.mtu(mtu);
        }
    }

    /** The tap is set up before its pair forwards: what is written to a tap that is down is lost. */
    private int setUpTap(Plan plan, Undo undo) {
        TapSpec tap = plan.spec().tap();
        Link link = links.find(plan.tapName())
                .orElseThrow(() -> new IllegalStateException(plan.tapName() + " did not appear"));
        int ifindex = link.ifindex();
        if (!link.mac().equals(plan.mac())) {
            links.mac(ifindex, plan.mac());
        }
        if (link.mtu() != plan.mtu()) {
            links.mtu(ifindex, plan.mtu());
        }
        addresses.apply(ifindex, "tap.addresses", tap.addresses());
        if (tap.up()) {
            links.up(ifindex);
        } else if (link.up()) {
            links.down(ifindex);
        }
        undo.push(() -> links.find(ifindex).ifPresent(present -> links.down(ifindex)));
        return ifindex;
    }

    private List<Condition> conditions(Plan plan, List<Integer> lcores) {
        List<Condition> conditions = new ArrayList<>();
        if (plan.kernelSide().condition() != null) {
            conditions.add(plan.kernelSide().condition());
        }
        if (plan.spec().tap().persistent()) {
            conditions.add(new Condition(
                    "TapNotPersistent",
                    "the tap lives as long as the service, although tap.persistent is asked for",
                    "Create the pair anew after each start of the service."));
        }
        Numa.mismatch(plan.spec().port(), plan.port().numaNode(), lcores).ifPresent(conditions::add);
        return List.copyOf(conditions);
    }
}
