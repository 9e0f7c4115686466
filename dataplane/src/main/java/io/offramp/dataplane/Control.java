package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.CpuSet;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.forward.PollerGroup;
import io.offramp.dataplane.netlink.LinkMonitor;
import io.offramp.dataplane.vhostnet.VhostWorkers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What the control thread holds and does. Every method, construction included, is for that thread alone. */
final class Control implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    private static final Path SYS = Path.of("/sys");
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path KERNEL = Path.of("/proc/sys/kernel/osrelease");

    private final DataplaneConfig config;
    private final Undo undo = new Undo();
    private final Eal eal;
    private final MempoolSet mempools;
    private final PollerGroup pollers;
    private final Ports ports;
    private final LinkMonitor monitor;
    private final VhostWorkerReader vhostWorkers;
    private final PairStatusReader statuses;
    private final PairHistory history;
    private final Pairs pairs;
    private final PairHealer healer;
    private final KernelSync sync;
    private final TapWatch tapWatch;
    private final ConditionWatch watch;
    private final Events events;

    Control(DataplaneConfig config, PairStore store, Consumer<Event> listener) {
        this.config = config;
        List<Integer> lcores = pollerLcores(config.pollerLcores(), CpuSet.current());
        try {
            monitor = opened(LinkMonitor.open());
            Namespaces namespaces = opened(new Namespaces(monitor));
            eal = opened(Eal.open(
                    config.ealArguments(),
                    lcores,
                    MempoolSet.demand(config.mempools(), config.mbufsPerMempool(), config.mbufDataRoom())));
            events = new Events(listener);
            ports = new Ports(
                    eal, new BoundDevices(PROC, SYS, store, events), new PortDevices(SYS, namespaces.links(null)));
            ports.requireRequested();
            mempools = opened(new MempoolSet(config.mempools(), config.mbufsPerMempool(), config.mbufDataRoom()));
            pollers = opened(PollerGroup.start(lcores, idle(config.idleStrategy())));
            TapMaker tapMaker = new TapMaker(namespaces, store.owner());
            vhostWorkers = new VhostWorkerReader(VhostWorkers.THIS_MACHINE);
            statuses = new PairStatusReader(pollers, namespaces, vhostWorkers);
            history = new PairHistory(statuses);
            KernelSide.vhostNet();
            pairs = opened(new Pairs(
                    store,
                    ports,
                    new Draft(mempools),
                    new PairFactory(eal, mempools, pollers, namespaces, tapMaker, VhostWorkers.THIS_MACHINE),
                    namespaces,
                    tapMaker,
                    new TapControl(mempools),
                    events));
            healer = new PairHealer(pairs, namespaces);
            tapWatch = new TapWatch(pairs, events);
            sync = new KernelSync(pairs, new PortFollows(mempools), tapWatch);
            watch = new ConditionWatch(events);
            pairs.restore();
            history.begin(pairs.active());
            tapWatch.look();
        } catch (RuntimeException | Error failed) {
            undo.because(failed);
            throw failed;
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        undo.push(() -> {
            try {
                resource.close();
            } catch (RuntimeException failed) {
                throw failed;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        return resource;
    }

    private static List<Integer> pollerLcores(List<Integer> wanted, CpuSet allowed) {
        List<Integer> missing =
                wanted.stream().filter(lcore -> !allowed.cpus().contains(lcore)).toList();
        if (!missing.isEmpty()) {
            throw new DataplaneException(
                    Code.EAL_FAILED,
                    null,
                    "the lcores %s of offramp.pollers.lcores are not among the CPUs that this process may use: %s"
                            .formatted(missing, allowed.cpus()),
                    "Correct offramp.pollers.lcores, or the CPU affinity that the service is started with.");
        }
        return wanted.isEmpty() ? List.of(allowed.cpus().getLast()) : wanted;
    }

    private static Supplier<org.agrona.concurrent.IdleStrategy> idle(IdleStrategy strategy) {
        return switch (strategy) {
            case BUSY_SPIN -> BusySpinIdleStrategy::new;
            case YIELD -> YieldingIdleStrategy::new;
            case BACKOFF -> () -> new BackoffIdleStrategy(1_000, 100, 1_000, 100_000);
        };
    }

    Host host() {
        Eal.Heap heap = eal.heap();
        List<Condition> conditions = Preflight.hugepages(eal.hugepages(), config).condition("NoHugepages").stream()
                .toList();
        return new Host(
                read(HOSTNAME),
                read(KERNEL),
                Runtime.version().toString(),
                new Host.Dpdk(eal.version(), eal.soname(), eal.arguments()),
                new Host.Memory(
                        eal.hugepages(),
                        heap.totalBytes(),
                        heap.usedBytes(),
                        mempools.size(),
                        mempools.freeCount(),
                        mempools.mbufs(),
                        mempools.dataRoom()),
                new Host.Lcores(eal.mainLcore(), pollers.lcores(), config.idleStrategy()),
                new Host.PortUse(EthPort.all().size(), EthPort.LIMIT),
                KernelSide.available(),
                conditions);
    }

    List<Check> preflight() {
        return Preflight.ofService(config, pollers.lcores(), eal.hugepages(), mempools, pairs());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Port> ports() {
        return EthPort.all().stream().map(port -> snapshot(port, false)).toList();
    }

    Port port(String name) {
        return snapshot(ports.require(name, null), true);
    }

    private Port snapshot(EthPort port, boolean extended) {
        return PortReader.read(port, pairs.active(), pollers.lcores(), extended);
    }

    Port plug(String devargs, boolean bind) {
        return snapshot(ports.plug(devargs, bind), true);
    }

    void unplug(String name) {
        if (ports.giveBack(name)) {
            return;
        }
        pairs.refuseUsed(ports.require(name, null), name, null, null);
        ports.unplug(name);
        mempools.release(name);
    }

    List<Pair> pairs() {
        return pairs.all().stream().map(statuses::read).toList();
    }

    Pair pair(String name) {
        return statuses.read(pairs.require(name));
    }

    Pair createPair(PairSpec spec) {
        Member created = tapWatch.expect(() -> pairs.create(spec));
        history.begin(pairs.active());
        return statuses.read(created);
    }

    PairPlan planPair(PairSpec spec) {
        return pairs.plan(spec);
    }

    PairChange putPair(PairSpec spec, Precondition precondition) {
        PairPlan done = tapWatch.expect(() -> pairs.put(spec, precondition));
        history.begin(pairs.active());
        return new PairChange(pair(spec.name()), done);
    }

    void deletePair(String name, Precondition precondition) {
        pairs.delete(name, precondition);
        eal.drainLog();
    }

    List<Tap> taps() {
        List<Tap> all = new ArrayList<>();
        pairs.active().forEach(pair -> TapControl.read(pair).ifPresent(all::add));
        all.sort(Comparator.comparing(Tap::name));
        return all;
    }

    Tap tap(String name) {
        return taps().stream()
                .filter(tap -> tap.name().equals(name))
                .findFirst()
                .orElseThrow(() -> TapControl.notFound(name));
    }

    Tap changeTap(String name, TapChange change) {
        return tapWatch.expect(() -> {
            pairs.changeTap(pairs.require(tap(name).pair()), change);
            return tap(name);
        });
    }

    Counters counters() {
        eal.drainLog();
        return new Counters(
                Instant.now(), pairs.active().stream().map(statuses::counters).toList());
    }

    PairWindow window(String name, Duration length) {
        Member member = pairs.require(name);
        ActivePair active = member.active();
        history.begin(pairs.active());
        return new PairWindow(
                statuses.read(member),
                pollers().stream()
                        .filter(poller -> poller.pairs().contains(name))
                        .toList(),
                active == null ? null : history.span(active, length, snapshot(active.port(), false)));
    }

    /** Mends what can be mended of the pairs, and tells what has changed. */
    Runnable lookAfterPairs() {
        return new Upkeep(
                "looking after the pairs",
                () -> {
                    vhostWorkers.measure(pairs.active());
                    watch.look(pairs());
                    pairs.leaveLostPorts();
                    watch.healed(healer.run());
                    history.look(pairs.active());
                },
                events);
    }

    /** Brings ports and taps in step. */
    Runnable keepInStep() {
        return new Upkeep("keeping ports and taps in step", sync::run, events);
    }

    /** Brings them in step after the kernel has dropped notifications. */
    Runnable catchUp() {
        Runnable look = keepInStep();
        return () -> {
            look.run();
            events.warning(
                    "netlink.overrun",
                    null,
                    "the kernel dropped notifications because too many came at once; everything was read anew");
        };
    }

    /** Tells of changes in the network namespaces in which there are taps. */
    LinkMonitor monitor() {
        return monitor;
    }

    List<PollerStatus> pollers() {
        return pollers.read().stream()
                .map(reading -> PollerReader.read(reading, pairs.active()))
                .toList();
    }

    Snapshot snapshot() {
        Counters counters = counters();
        return new Snapshot(
                counters.time(), host(), ports(), pairs(), counters.pairs(), pollers(), mempools.freeMbufs());
    }

    @Override
    public void close() {
        undo.close();
    }
}
