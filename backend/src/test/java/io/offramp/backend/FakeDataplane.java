package io.offramp.backend;

import io.offramp.dataplane.Backend;
import io.offramp.dataplane.Check;
import io.offramp.dataplane.Condition;
import io.offramp.dataplane.Counters;
import io.offramp.dataplane.Dataplane;
import io.offramp.dataplane.DataplaneException;
import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.Host;
import io.offramp.dataplane.IdleStrategy;
import io.offramp.dataplane.Pair;
import io.offramp.dataplane.PairChange;
import io.offramp.dataplane.PairCounters;
import io.offramp.dataplane.PairPlan;
import io.offramp.dataplane.PairPlan.Action;
import io.offramp.dataplane.PairReading;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.PairState;
import io.offramp.dataplane.PairStatus;
import io.offramp.dataplane.PairWindow;
import io.offramp.dataplane.PollerStatus;
import io.offramp.dataplane.Port;
import io.offramp.dataplane.Precondition;
import io.offramp.dataplane.Snapshot;
import io.offramp.dataplane.Tap;
import io.offramp.dataplane.TapChange;
import io.offramp.dataplane.TapCounters;
import io.offramp.dataplane.TapSpec;
import io.offramp.dataplane.VhostWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A dataplane in memory that keeps the contract of {@link Dataplane}: two free ports, and room for 32. */
public final class FakeDataplane implements Dataplane {
    static final String FIRST_PORT = "net_af_packet0";
    static final String SECOND_PORT = "net_af_packet1";
    private static final int PORT_LIMIT = 32;
    private static final Port.Stats NO_STATS = new Port.Stats(0, 0, 0, 0, 0, 0, 0, 0);
    private static final String MAC = "02:00:00:00:00:01";

    private final Map<String, Port> ports = new LinkedHashMap<>();
    private final Map<String, Pair> pairs = new TreeMap<>();
    private final Set<String> bound = new TreeSet<>();
    private final AtomicInteger counterPolls = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable RuntimeException refusal;
    private boolean closed;

    /** With two free ports. */
    public FakeDataplane() {
        reset();
    }

    synchronized Set<String> boundDevices() {
        return Set.copyOf(bound);
    }

    /** Back to two free ports. */
    synchronized void reset() {
        ports.clear();
        bound.clear();
        pairs.clear();
        counterPolls.set(0);
        calls.set(0);
        refusal = null;
        addPort(FIRST_PORT, Port.Role.FREE, null);
        addPort(SECOND_PORT, Port.Role.FREE, null);
    }

    /**
     * Every call fails so from now on.
     *
     * @param next the failure; {@code null}: no longer
     */
    public synchronized void failWith(@Nullable RuntimeException next) {
        refusal = next;
    }

    /**
     * How often the counters were read.
     *
     * @return since the last reset
     */
    public int counterPolls() {
        return counterPolls.get();
    }

    /** How often anything was called since the last reset. */
    int calls() {
        return calls.get();
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public CompletableFuture<Host> host() {
        return answer(this::hostNow);
    }

    private Host hostNow() {
        return new Host(
                "gw1",
                "6.1.0-41-amd64",
                "25.0.3",
                new Host.Dpdk("DPDK 22.11.11", "librte_eal.so.23", List.of("--no-pci")),
                new Host.Memory(false, 536_870_912, 301_989_888, 16, 16 - pairs.size(), 8191, 2176),
                new Host.Lcores(0, List.of(1), IdleStrategy.BACKOFF),
                new Host.PortUse(ports.size(), PORT_LIMIT),
                List.of(Backend.VHOST_NET, Backend.TAP),
                List.of(new Condition(
                        "NoHugepages", "DPDK's memory is in normal pages.", "sysctl vm.nr_hugepages=256")));
    }

    @Override
    public CompletableFuture<List<Check>> preflight() {
        return answer(() -> List.of(
                new Check("tun", Check.Status.PASS, "/dev/net/tun is there and can be opened", null),
                new Check("nofile", Check.Status.FAIL, "RLIMIT_NOFILE is 64", "prlimit --pid $$ --nofile=65536")));
    }

    @Override
    public CompletableFuture<List<Port>> ports() {
        return answer(() -> List.copyOf(ports.values()));
    }

    @Override
    public CompletableFuture<Port> port(String name) {
        return answer(() -> existingPort(name));
    }

    @Override
    public CompletableFuture<Port> plug(String devargs, boolean bind) {
        return answer(() -> {
            String name = devargs.split(",", 2)[0];
            if (ports.containsKey(name)) {
                throw refuse(Code.PORT_EXISTS, "devargs", "There is a port " + name + ".");
            }
            if (bind) {
                bound.add(name);
            }
            return addPort(name, Port.Role.FREE, null);
        });
    }

    @Override
    public CompletableFuture<Void> unplug(String name) {
        return answer(() -> {
            if (existingPort(name).role() != Port.Role.FREE) {
                throw refuse(Code.PORT_IN_USE, "name", "Port " + name + " is used by a pair.");
            }
            ports.remove(name);
            return null;
        });
    }

    @Override
    public CompletableFuture<List<Pair>> pairs() {
        return answer(() -> List.copyOf(pairs.values()));
    }

    @Override
    public CompletableFuture<Pair> pair(String name) {
        return answer(() -> existingPair(name));
    }

    @Override
    public CompletableFuture<Pair> createPair(PairSpec spec) {
        return answer(() -> {
            Port port = ports.get(spec.port());
            if (port == null) {
                throw refuse(Code.PORT_NOT_FOUND, "port", "There is no port " + spec.port() + ".");
            }
            if (pairs.containsKey(spec.name())) {
                throw refuse(Code.PAIR_EXISTS, "name", "There is a pair " + spec.name() + ".");
            }
            if (port.role() != Port.Role.FREE) {
                throw refuse(Code.PORT_IN_USE, "port", "Port " + spec.port() + " is used by a pair.");
            }
            if (spec.tap() != null) {
                checkTap(spec.tap());
            }
            if (spec.socket() != null
                    && pairs.values().stream()
                            .anyMatch(pair -> spec.socket().equals(pair.spec().socket()))) {
                throw refuse(Code.SOCKET_IN_USE, "socket", "A pair has the socket.");
            }
            if (spec.device() != null
                    && pairs.values().stream()
                            .anyMatch(pair -> spec.device().equals(pair.spec().device()))) {
                throw refuse(Code.DEVICE_IN_USE, "device", "A pair has the device.");
            }
            addPort("virtio_user_" + spec.name(), Port.Role.VIRTIO_USER, spec.name());
            ports.put(port.name(), portOf(port.name(), port.id(), Port.Role.PAIRED, spec.name()));
            Pair pair = new Pair(filledIn(spec), status(spec));
            pairs.put(spec.name(), pair);
            return pair;
        });
    }

    private void checkTap(TapSpec wanted) {
        String tap = Objects.requireNonNull(wanted.name());
        if (taps().join().stream().anyMatch(other -> other.name().equals(tap))) {
            throw refuse(Code.TAP_EXISTS, "tap.name", "There is an interface " + tap + ".");
        }
        if (wanted.netns() != null) {
            throw refuse(Code.NETNS_NOT_FOUND, "tap.netns", "A tap cannot live in another network namespace.");
        }
    }

    @Override
    public CompletableFuture<PairPlan> planPair(PairSpec spec) {
        return answer(() -> plan(spec));
    }

    private PairPlan plan(PairSpec wanted) {
        Pair now = pairs.get(wanted.name());
        if (now == null) {
            return new PairPlan(Action.CREATE, false, List.of("make the tap"));
        }
        return now.spec().equals(filledIn(wanted))
                ? new PairPlan(Action.NOTHING, false, List.of())
                : new PairPlan(Action.CHANGE, false, List.of("change the tap"));
    }

    @Override
    public CompletableFuture<PairChange> putPair(PairSpec spec, Precondition precondition) {
        return answer(() -> {
            Pair now = pairs.get(spec.name());
            check(precondition, now);
            PairPlan plan = plan(spec);
            if (now == null) {
                return new PairChange(createPair(spec).join(), plan);
            }
            Pair after = new Pair(filledIn(spec), now.status());
            pairs.put(spec.name(), after);
            return new PairChange(after, plan);
        });
    }

    private static void check(Precondition precondition, @Nullable Pair now) {
        if (!precondition.holds(now == null ? null : now.spec())) {
            throw refuse(Code.PRECONDITION_FAILED, null, "The pair has changed.");
        }
    }

    @Override
    public CompletableFuture<Void> deletePair(String name, Precondition precondition) {
        return answer(() -> {
            Pair pair = existingPair(name);
            check(precondition, pair);
            String port = pair.spec().port();
            pairs.remove(name);
            ports.remove("virtio_user_" + name);
            ports.put(port, portOf(port, existingPort(port).id(), Port.Role.FREE, null));
            return null;
        });
    }

    @Override
    public CompletableFuture<List<Tap>> taps() {
        return answer(() -> pairs.values().stream()
                .filter(pair -> pair.spec().tap() != null)
                .map(FakeDataplane::tapOf)
                .toList());
    }

    @Override
    public CompletableFuture<Tap> tap(String name) {
        return answer(() -> tapOf(pairOfTap(name)));
    }

    @Override
    public CompletableFuture<Tap> changeTap(String name, TapChange change) {
        return answer(() -> {
            Pair pair = pairOfTap(name);
            TapSpec tap = Objects.requireNonNull(pair.spec().tap());
            TapSpec changed = new TapSpec(
                    tap.name(),
                    tap.mac(),
                    Objects.requireNonNullElse(change.mtu(), tap.mtu()),
                    Objects.requireNonNullElse(change.up(), tap.up()),
                    Objects.requireNonNullElse(change.addresses(), tap.addresses()),
                    tap.netns(),
                    tap.persistent());
            PairSpec spec = pair.spec();
            Pair after = new Pair(
                    new PairSpec(spec.name(), spec.port(), spec.backend(), spec.queues(), spec.queueSize(), changed),
                    pair.status());
            pairs.put(spec.name(), after);
            return tapOf(after);
        });
    }

    @Override
    public CompletableFuture<Counters> counters() {
        return answer(this::countersNow);
    }

    private Counters countersNow() {
        long poll = counterPolls.incrementAndGet();
        return new Counters(
                Instant.now(),
                pairs.keySet().stream().map(name -> countersOf(name, poll)).toList());
    }

    /** As if a hundred polls had been made meanwhile. */
    @Override
    public CompletableFuture<PairWindow> window(String name, Duration length) {
        return answer(() -> {
            Pair pair = existingPair(name);
            Instant end = Instant.parse("2026-11-22T10:05:00Z");
            return new PairWindow(
                    pair,
                    pollersNow(),
                    new PairWindow.Span(
                            false,
                            readingOf(name, 0, end.minus(length)),
                            readingOf(name, 100, end),
                            existingPort(pair.spec().port())));
        });
    }

    private static PairReading readingOf(String name, long poll, Instant time) {
        return new PairReading(time, countersOf(name, poll), NO_STATS, NO_STATS);
    }

    @Override
    public CompletableFuture<List<PollerStatus>> pollers() {
        return answer(this::pollersNow);
    }

    private List<PollerStatus> pollersNow() {
        return List.of(new PollerStatus(
                1,
                true,
                List.copyOf(pairs.keySet()),
                Instant.parse("2026-11-22T10:00:01Z"),
                new PollerStatus.Rates(Duration.ofMillis(1_002), 96.5, 9_300_000, 31_000, 420_000),
                new PollerStatus.Counters(10_000, 4_000, 64_000, 5_000_000, 7_000_000),
                new PollerStatus.PollGaps(
                        412_000,
                        List.of(
                                new PollerStatus.Bucket(1_000, 9_000),
                                new PollerStatus.Bucket(2_000, 999),
                                new PollerStatus.Bucket(Long.MAX_VALUE, 1))),
                List.of(new Condition("PollerSaturated", "It has no time left.", "Add an lcore."))));
    }

    @Override
    public CompletableFuture<Snapshot> snapshot() {
        return answer(() -> {
            Counters counters = countersNow();
            return new Snapshot(
                    counters.time(),
                    hostNow(),
                    List.copyOf(ports.values()),
                    List.copyOf(pairs.values()),
                    counters.pairs(),
                    pollersNow(),
                    pairs.values().stream()
                            .collect(Collectors.toMap(pair -> pair.spec().port(), _ -> 8_000)));
        });
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    static DataplaneException refuse(Code code, @Nullable String field, String message) {
        return new DataplaneException(code, field, message, "Do otherwise.");
    }

    private synchronized <T extends @Nullable Object> CompletableFuture<T> answer(Supplier<T> call) {
        calls.incrementAndGet();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        try {
            return CompletableFuture.completedFuture(call.get());
        } catch (DataplaneException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private Port existingPort(String name) {
        Port port = ports.get(name);
        if (port == null) {
            throw refuse(Code.PORT_NOT_FOUND, "name", "There is no port " + name + ".");
        }
        return port;
    }

    private Pair existingPair(String name) {
        Pair pair = pairs.get(name);
        if (pair == null) {
            throw refuse(Code.PAIR_NOT_FOUND, "name", "There is no pair " + name + ".");
        }
        return pair;
    }

    private Pair pairOfTap(String name) {
        return pairs.values().stream()
                .filter(pair -> pair.spec().tap() != null
                        && name.equals(pair.spec().tap().name()))
                .findFirst()
                .orElseThrow(() -> refuse(Code.TAP_NOT_FOUND, "name", "There is no tap " + name + "."));
    }

    private Port addPort(String name, Port.Role role, @Nullable String pair) {
        if (ports.size() == PORT_LIMIT) {
            throw refuse(Code.PORT_LIMIT, null, "This DPDK build has no room for another port.");
        }
        Port port = portOf(name, ports.size(), role, pair);
        ports.put(name, port);
        return port;
    }

    private static Port portOf(String name, int id, Port.Role role, @Nullable String pair) {
        return new Port(
                name,
                id,
                role == Port.Role.VIRTIO_USER ? "net_virtio_user" : "net_af_packet",
                role,
                pair,
                MAC,
                1500,
                1,
                1,
                -1,
                role != Port.Role.FREE,
                role == Port.Role.PAIRED,
                new Port.Link(true, name.equals(SECOND_PORT) ? 10_000L : null, true, false),
                NO_STATS,
                Map.of("rx_good_packets", 0L),
                List.of());
    }

    private static PairSpec filledIn(PairSpec spec) {
        TapSpec tap = spec.tap();
        if (tap == null) {
            return spec;
        }
        return new PairSpec(
                spec.name(),
                spec.port(),
                spec.backend(),
                spec.queues(),
                spec.queueSize(),
                new TapSpec(
                        tap.name(),
                        Objects.requireNonNullElse(tap.mac(), MAC),
                        Objects.requireNonNullElse(tap.mtu(), 1500),
                        tap.up(),
                        tap.addresses(),
                        tap.netns(),
                        tap.persistent()));
    }

    private static PairStatus status(PairSpec spec) {
        return new PairStatus(
                PairState.FORWARDING,
                spec.backend().endsInTap() ? Backend.VHOST_NET : spec.backend(),
                "virtio_user_" + spec.name(),
                List.of(1),
                spec.tap() == null ? null : new PairStatus.TapLink(7, spec.tap().up(), true, MAC, 1500),
                spec.tap() == null ? List.of() : List.of(new VhostWorker(0, 412, 0, List.of(0, 1), 12.34, 37.5)),
                List.of());
    }

    private static Tap tapOf(Pair pair) {
        TapSpec tap = Objects.requireNonNull(pair.spec().tap());
        return new Tap(
                Objects.requireNonNull(tap.name()),
                pair.spec().name(),
                7,
                Objects.requireNonNull(tap.mac()),
                Objects.requireNonNull(tap.mtu()),
                tap.up(),
                true,
                "UNKNOWN",
                tap.addresses(),
                new TapCounters(0, 0, 0, 0, 0, 0));
    }

    /** 3 packets a poll arrive at the port, of which one finds the ring full; one packet a poll comes back. */
    private static PairCounters countersOf(String name, long poll) {
        return new PairCounters(
                name,
                new PairCounters.ToKernel(3 * poll, 180 * poll, 2 * poll, 120 * poll, 0, 0, poll),
                new PairCounters.FromKernel(poll, 60 * poll, poll, 60 * poll, 0),
                new TapCounters(2 * poll, 120 * poll, 0, poll, 60 * poll, 0));
    }
}
