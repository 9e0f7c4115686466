package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.CpuSet;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.eal.EalException;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.forward.PollerGroup;
import io.offramp.dataplane.netlink.Links;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.jspecify.annotations.Nullable;

/** What the control thread holds and does. Every method, construction included, is for that thread alone. */
final class Control implements AutoCloseable {
    private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");
    private static final Path KERNEL = Path.of("/proc/sys/kernel/osrelease");

    private static final String PCI_WITHOUT_DOMAIN = "[0-9a-fA-F]{1,2}:[0-9a-fA-F]{1,2}\\.[0-7]";

    private final DataplaneConfig config;
    private final Undo undo = new Undo();
    private final Map<String, ActivePair> pairs = new TreeMap<>();
    private final Eal eal;
    private final MempoolSet mempools;
    private final PollerGroup pollers;
    private final TapControl taps;
    private final PairStatusReader statuses;
    private final PairFactory factory;

    Control(DataplaneConfig config) {
        this.config = config;
        List<Integer> lcores = pollerLcores(config.pollerLcores(), CpuSet.current());
        try {
            Links links = opened(Links.open());
            eal = opened(Eal.open(
                    config.ealArguments(),
                    lcores,
                    MempoolSet.demand(config.mempools(), config.mbufsPerMempool(), config.mbufDataRoom())));
            eal.requestedDevices().forEach(Control::requirePort);
            mempools = opened(new MempoolSet(config.mempools(), config.mbufsPerMempool(), config.mbufDataRoom()));
            pollers = opened(PollerGroup.start(lcores, idle(config.idleStrategy())));
            TapAddresses addresses = new TapAddresses(links);
            taps = new TapControl(links, addresses, mempools);
            statuses = new PairStatusReader(pollers, taps);
            KernelSide.vhostNet();
            factory = new PairFactory(eal, mempools, pollers, links, addresses);
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

    /** EAL passes over a PCI device that no driver of DPDK takes, such as a NIC that is still the kernel's. */
    private static void requirePort(String device) {
        String name = device.matches(PCI_WITHOUT_DOMAIN) ? "0000:" + device : device;
        if (name.indexOf(':') >= 0 && EthPort.find(name).isEmpty()) {
            throw new DataplaneException(
                    Code.EAL_FAILED,
                    null,
                    "DPDK made no port of %s, which offramp.eal.arguments names".formatted(name),
                    "Bind it to vfio-pci: modprobe vfio-pci && dpdk-devbind.py --bind=vfio-pci %s".formatted(name));
        }
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
        List<Condition> conditions = eal.hugepages()
                ? List.of()
                : List.of(new Condition(
                        "NoHugepages",
                        "DPDK's memory lies in ordinary pages, which costs speed and rules most NICs out",
                        "Reserve hugepages (echo 512 > /proc/sys/vm/nr_hugepages), then restart the service."));
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
        return snapshot(findPort(name, null), true);
    }

    private Port snapshot(EthPort port, boolean extended) {
        return PortReader.read(port, pairs.values(), pollers.lcores(), extended);
    }

    private static EthPort findPort(String name, @Nullable String field) {
        return EthPort.find(name)
                .orElseThrow(() -> new DataplaneException(
                        Code.PORT_NOT_FOUND,
                        field,
                        "there is no port named %s".formatted(name),
                        "GET /api/v1/ports lists the ports that there are."));
    }

    Port plug(String devargs) {
        String name = PortDevargs.name(devargs);
        if (EthPort.find(name).isPresent()) {
            throw new DataplaneException(
                    Code.PORT_EXISTS,
                    "devargs",
                    "there is a port named %s already".formatted(name),
                    "Choose another device name.");
        }
        if (EthPort.all().size() >= EthPort.LIMIT) {
            throw PairFactory.portLimit("devargs");
        }
        try {
            eal.plug(devargs);
        } catch (EalException refused) {
            throw Failures.of(refused, "devargs");
        }
        return EthPort.find(name).map(port -> snapshot(port, true)).orElseThrow(() -> {
            eal.unplug(name);
            return new DataplaneException(
                    Code.DEVICE_REFUSED, "devargs", "%s is no ethdev port".formatted(name), "Give a network device.");
        });
    }

    void unplug(String name) {
        EthPort port = findPort(name, null);
        refuseUsed(port, name, null);
        eal.unplug(name);
        mempools.release(name);
    }

    private void refuseUsed(EthPort port, String name, @Nullable String field) {
        pairs.values().stream()
                .filter(pair -> pair.port().equals(port) || pair.virtioUser().equals(port))
                .findFirst()
                .ifPresent(pair -> {
                    throw new DataplaneException(
                            Code.PORT_IN_USE,
                            field,
                            "port %s belongs to the pair %s".formatted(name, pair.name()),
                            "DELETE /api/v1/pairs/%s first, or choose another port.".formatted(pair.name()));
                });
    }

    List<Pair> pairs() {
        return pairs.values().stream().map(statuses::read).toList();
    }

    Pair pair(String name) {
        return statuses.read(findPair(name));
    }

    private ActivePair findPair(String name) {
        ActivePair pair = pairs.get(name);
        if (pair == null) {
            throw new DataplaneException(
                    Code.PAIR_NOT_FOUND,
                    null,
                    "there is no pair named %s".formatted(name),
                    "GET /api/v1/pairs lists the pairs that there are.");
        }
        return pair;
    }

    Pair createPair(PairSpec spec) {
        SpecCheck.pair(spec);
        if (pairs.containsKey(spec.name())) {
            throw new DataplaneException(
                    Code.PAIR_EXISTS,
                    "name",
                    "there is a pair named %s already".formatted(spec.name()),
                    "Choose another name, or DELETE /api/v1/pairs/%s first.".formatted(spec.name()));
        }
        EthPort port = findPort(spec.port(), "port");
        refuseUsed(port, spec.port(), "port");
        ActivePair pair = factory.create(spec, port);
        pairs.put(spec.name(), pair);
        return statuses.read(pair);
    }

    void deletePair(String name) {
        ActivePair pair = findPair(name);
        pairs.remove(name);
        pair.undo().close();
        eal.drainLog();
    }

    List<Tap> taps() {
        List<Tap> all = new ArrayList<>();
        pairs.values().forEach(pair -> taps.read(pair).ifPresent(all::add));
        all.sort((one, other) -> one.name().compareTo(other.name()));
        return all;
    }

    Tap tap(String name) {
        return taps().stream()
                .filter(tap -> tap.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DataplaneException(
                        Code.TAP_NOT_FOUND,
                        null,
                        "no pair has a tap named %s".formatted(name),
                        "GET /api/v1/taps lists the taps that there are."));
    }

    Tap changeTap(String name, TapChange change) {
        Tap now = tap(name);
        ActivePair pair = findPair(now.pair());
        pairs.put(pair.name(), pair.with(taps.change(pair, now, change)));
        return tap(name);
    }

    Counters counters() {
        eal.drainLog();
        return new Counters(
                Instant.now(), pairs.values().stream().map(statuses::counters).toList());
    }

    List<PollerStatus> pollers() {
        return pollers.read().stream()
                .map(reading -> PollerReader.read(reading, pairs.values()))
                .toList();
    }

    @Override
    public void close() {
        pairs.values().forEach(pair -> undo.push(pair.undo()::close));
        pairs.clear();
        undo.close();
    }
}
