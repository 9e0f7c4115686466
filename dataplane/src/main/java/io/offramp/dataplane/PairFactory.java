package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.MacAddress;
import io.offramp.dataplane.ethdev.Mempool;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.forward.ExceptionPath;
import io.offramp.dataplane.forward.PollerGroup;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.vhostnet.VhostWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds pairs from blueprints, step by step with a way back from each. */
final class PairFactory {
    private final Eal eal;
    private final MempoolSet mempools;
    private final PollerGroup pollers;
    private final Namespaces namespaces;
    private final TapMaker taps;
    private final VhostWorkers vhostWorkers;

    PairFactory(
            Eal eal,
            MempoolSet mempools,
            PollerGroup pollers,
            Namespaces namespaces,
            TapMaker taps,
            VhostWorkers vhostWorkers) {
        this.eal = eal;
        this.mempools = mempools;
        this.pollers = pollers;
        this.namespaces = namespaces;
        this.taps = taps;
        this.vhostWorkers = vhostWorkers;
    }

    /**
     * Builds a pair that forwards; when that fails nothing of it is left, but a tap that was there before.
     *
     * @param manner whose word counts for a tap that is there already
     */
    ActivePair build(Blueprint plan, Manner manner) {
        Undo undo = new Undo();
        Undo newTap = new Undo();
        try {
            return build(plan, manner, undo, newTap);
        } catch (RuntimeException | Error failed) {
            undo.because(failed);
            newTap.because(failed);
            throw failed;
        }
    }

    static DataplaneException portLimit(String field) {
        return new DataplaneException(
                Code.PORT_LIMIT,
                field,
                "this DPDK build can have %d ports (RTE_MAX_ETHPORTS), virtio_user ports included, and has them"
                        .formatted(EthPort.LIMIT),
                "Delete a pair or unplug a port first.");
    }

    private ActivePair build(Blueprint plan, Manner manner, Undo undo, Undo newTap) {
        PairSpec spec = plan.spec();
        if (EthPort.all().size() >= EthPort.LIMIT) {
            throw portLimit("name");
        }
        Mempool mempool = lease(spec);
        undo.push(() -> mempools.release(spec.port()));

        KernelSide.Vdev vdev = KernelSide.vdev(plan);
        boolean vhostNet = plan.kernelSide().backend() == Backend.VHOST_NET;
        Set<Integer> othersWorkers = vhostNet ? vhostWorkers.ofThisThread() : Set.of();
        EthPort virtioUser;
        ActivePair.@Nullable TapPlace tap;
        if (spec.tap() == null) {
            // First, so that the port is left alone while a peer is waited for.
            virtioUser = spec.device() == null
                    ? VhostSockets.start(spec, steps -> startVirtioUser(plan, vdev, mempool, steps), undo)
                    : VdpaDevices.start(spec.device(), () -> startVirtioUser(plan, vdev, mempool, undo));
            startPort(plan, mempool, undo);
            tap = null;
        } else {
            startPort(plan, mempool, undo);
            Optional<Link> survivor = taps.prepare(plan, newTap);
            // DPDK opens the tap in the network namespace of its caller: virtio_user when it is plugged, net_tap
            // queue by queue.
            virtioUser = namespaces.within(spec.netns(), () -> startVirtioUser(plan, vdev, mempool, undo));
            tap = new ActivePair.TapPlace(namespaces.links(spec.netns()), taps.setUp(plan, survivor, manner, undo));
        }

        List<Integer> ownWorkers = vhostNet ? vhostWorkers.madeSince(othersWorkers) : List.of();

        ExceptionPath path = ExceptionPath.between(plan.port(), virtioUser, spec.queues());
        undo.push(() -> pollers.remove(path));
        List<Integer> lcores = pollers.add(path);
        eal.drainLog();
        return new ActivePair(
                spec,
                plan.kernelSide().backend(),
                plan.port(),
                plan.before(),
                virtioUser,
                vdev.name(),
                ownWorkers,
                tap,
                path,
                lcores,
                conditions(plan, lcores),
                new Followed(),
                undo);
    }

    private EthPort startVirtioUser(Blueprint plan, KernelSide.Vdev vdev, Mempool mempool, Undo undo) {
        eal.plugVdev(vdev.name(), vdev.arguments());
        undo.push(() -> eal.unplug(vdev.name()));
        EthPort virtioUser = EthPort.find(vdev.name())
                .orElseThrow(() -> new IllegalStateException(vdev.name() + " was plugged but has no port"));
        new MtuLimit(mempools.dataRoom(), vdev.name(), virtioUser.info()).check("tap.mtu", plan.mtu());
        // A peer comes and goes: its driver tells of it by interrupts, and looks after the socket on EAL's own thread.
        boolean linkInterrupts = plan.kernelSide().backend() == Backend.VHOST_USER;
        virtioUser.configure(plan.spec().queues(), plan.spec().queueSize(), plan.mtu(), mempool, linkInterrupts);
        virtioUser.start();
        undo.push(virtioUser::stop);
        return virtioUser;
    }

    private Mempool lease(PairSpec spec) {
        return mempools.lease(spec.port())
                .orElseThrow(() -> new DataplaneException(
                        Code.MEMPOOL_LIMIT,
                        "port",
                        "all %d mempools are leased".formatted(mempools.size()),
                        "Delete a pair first, or raise offramp.mempools.count and restart."));
    }

    private static void startPort(Blueprint plan, Mempool mempool, Undo undo) {
        EthPort port = plan.port();
        PairSpec spec = plan.spec();
        port.configure(spec.queues(), spec.queueSize(), plan.mtu(), mempool);
        undo.push(() -> setMtu(port, plan.before().mtu()));
        undo.push(() -> setMac(port, plan.before().mac()));
        setMtu(port, plan.mtu());
        port.start();
        undo.push(port::stop);
        port.promiscuous(true);
        undo.push(() -> {
            port.promiscuous(false);
            port.allMulticast(false);
        });
    }

    private static void setMac(EthPort port, MacAddress mac) {
        if (!port.mac().equals(mac)) {
            port.defaultMac(mac);
        }
    }

    private static void setMtu(EthPort port, int mtu) {
        if (port.mtu() != mtu) {
            port.mtu(mtu);
        }
    }

    private static List<Condition> conditions(Blueprint plan, List<Integer> lcores) {
        List<Condition> conditions = new ArrayList<>();
        if (plan.kernelSide().condition() != null) {
            conditions.add(plan.kernelSide().condition());
        }
        Numa.mismatch(plan.spec().port(), plan.port().numaNode(), lcores).ifPresent(conditions::add);
        return List.copyOf(conditions);
    }
}
