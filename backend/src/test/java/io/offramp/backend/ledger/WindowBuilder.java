package io.offramp.backend.ledger;

import io.offramp.dataplane.Backend;
import io.offramp.dataplane.Condition;
import io.offramp.dataplane.Pair;
import io.offramp.dataplane.PairCounters;
import io.offramp.dataplane.PairReading;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.PairState;
import io.offramp.dataplane.PairStatus;
import io.offramp.dataplane.PairWindow;
import io.offramp.dataplane.PollerStatus;
import io.offramp.dataplane.Port;
import io.offramp.dataplane.TapCounters;
import io.offramp.dataplane.TapSpec;
import io.offramp.dataplane.VhostSocket;
import io.offramp.dataplane.VhostWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A window of ten seconds of the pair exc0 on vhost-net, in which nothing has happened but what is said. */
final class WindowBuilder {
    private static final Instant END = Instant.parse("2026-11-22T10:05:00Z");
    /** Counters do not begin with the window. */
    private static final long BEFORE = 5_000;

    private final List<Condition> conditions = new ArrayList<>();
    private final List<VhostWorker> workers = new ArrayList<>();
    private final List<Condition> ofPoller = new ArrayList<>();
    private Backend backend = Backend.VHOST_NET;
    private @Nullable String netns;
    private boolean tapUp = true;
    private int queues = 1;
    private int portQueues = 8;
    private int queueSize = 1024;
    private boolean linkUp = true;
    private @Nullable Long linkSpeed;
    private boolean fromStart;
    private double pollerLoad = 12;
    private PairCounters.ToKernel to = new PairCounters.ToKernel(0, 0, 0, 0, 0, 0, 0);
    private PairCounters.FromKernel from = new PairCounters.FromKernel(0, 0, 0, 0, 0);
    private TapCounters tap = new TapCounters(0, 0, 0, 0, 0, 0);
    private Port.Stats port = new Port.Stats(0, 0, 0, 0, 0, 0, 0, 0);
    private Port.Stats virtioUser = new Port.Stats(0, 0, 0, 0, 0, 0, 0, 0);

    WindowBuilder toKernel(long rx, long tx, long filtered, long policed, long ringFull) {
        to = new PairCounters.ToKernel(rx, 60 * rx, tx, 60 * tx, filtered, policed, ringFull);
        return this;
    }

    WindowBuilder fromKernel(long rx, long tx, long ringFull) {
        from = new PairCounters.FromKernel(rx, 60 * rx, tx, 60 * tx, ringFull);
        return this;
    }

    WindowBuilder tap(long rx, long rxDropped, long tx, long txDropped) {
        tap = new TapCounters(rx, 60 * rx, rxDropped, tx, 60 * tx, txDropped);
        return this;
    }

    WindowBuilder port(long missed, long rxErrors, long txErrors, long noMbuf) {
        port = new Port.Stats(0, 0, 0, 0, missed, rxErrors, txErrors, noMbuf);
        return this;
    }

    WindowBuilder virtioUser(long txErrors, long noMbuf) {
        virtioUser = new Port.Stats(0, 0, 0, 0, 0, 0, txErrors, noMbuf);
        return this;
    }

    WindowBuilder backend(Backend wanted) {
        backend = wanted;
        return this;
    }

    WindowBuilder netns(String wanted) {
        netns = wanted;
        return this;
    }

    WindowBuilder tapDown() {
        tapUp = false;
        return this;
    }

    WindowBuilder queues(int ofPair, int ofPort) {
        queues = ofPair;
        portQueues = ofPort;
        return this;
    }

    WindowBuilder queueSize(int wanted) {
        queueSize = wanted;
        return this;
    }

    WindowBuilder worker(int queue, @Nullable Double load) {
        workers.add(new VhostWorker(queue, 400 + queue, 0, List.of(0), 1.5, load));
        return this;
    }

    WindowBuilder condition(String type, String remedy) {
        conditions.add(new Condition(type, "something is wrong", remedy));
        return this;
    }

    WindowBuilder pollerSaturated(String remedy) {
        pollerLoad = 97.4;
        ofPoller.add(new Condition("PollerSaturated", "it has no time left", remedy));
        return this;
    }

    WindowBuilder link(boolean up, @Nullable Long speed) {
        linkUp = up;
        linkSpeed = speed;
        return this;
    }

    WindowBuilder fromStart() {
        fromStart = true;
        return this;
    }

    PairWindow build() {
        PairReading before = new PairReading(
                END.minusSeconds(10),
                new PairCounters(
                        "exc0",
                        new PairCounters.ToKernel(7 * BEFORE, 0, 3 * BEFORE, 0, BEFORE, BEFORE, 2 * BEFORE),
                        new PairCounters.FromKernel(3 * BEFORE, 0, 2 * BEFORE, 0, BEFORE),
                        hasTap() ? kernel(BEFORE, BEFORE, BEFORE, BEFORE) : null),
                stats(new Port.Stats(0, 0, 0, 0, 0, 0, 0, 0)),
                stats(new Port.Stats(0, 0, 0, 0, 0, 0, 0, 0)));
        PairReading after = new PairReading(
                END,
                new PairCounters(
                        "exc0",
                        new PairCounters.ToKernel(
                                7 * BEFORE + to.rxPackets(),
                                to.rxBytes(),
                                3 * BEFORE + to.txPackets(),
                                to.txBytes(),
                                BEFORE + to.filtered(),
                                BEFORE + to.policed(),
                                2 * BEFORE + to.ringFull()),
                        new PairCounters.FromKernel(
                                3 * BEFORE + from.rxPackets(),
                                from.rxBytes(),
                                2 * BEFORE + from.txPackets(),
                                from.txBytes(),
                                BEFORE + from.ringFull()),
                        hasTap()
                                ? kernel(
                                        BEFORE + tap.rxPackets(),
                                        BEFORE + tap.rxDropped(),
                                        BEFORE + tap.txPackets(),
                                        BEFORE + tap.txDropped())
                                : null),
                stats(port),
                stats(virtioUser));
        PairWindow.Span span = new PairWindow.Span(fromStart, before, after, portNow());
        return new PairWindow(pair(), List.of(poller()), span);
    }

    /** As if it could not be built. */
    PairWindow notBuilt() {
        PairStatus status = new PairStatus(PairState.FAILED, null, null, List.of(), null, List.of(), conditions);
        return new PairWindow(new Pair(pair().spec(), status), List.of(), null);
    }

    private boolean hasTap() {
        return backend.endsInTap();
    }

    private static TapCounters kernel(long rx, long rxDropped, long tx, long txDropped) {
        return new TapCounters(rx, 0, rxDropped, tx, 0, txDropped);
    }

    private static Port.Stats stats(Port.Stats climbed) {
        return new Port.Stats(
                0,
                0,
                0,
                0,
                BEFORE + climbed.rxMissed(),
                BEFORE + climbed.rxErrors(),
                BEFORE + climbed.txErrors(),
                BEFORE + climbed.rxNoMbuf());
    }

    private Pair pair() {
        TapSpec wanted = new TapSpec("exc0", "02:00:00:00:00:02", 1500, true, List.of(), netns, true);
        PairSpec spec = new PairSpec(
                "exc0",
                "0000:84:00.0",
                backend,
                queues,
                queueSize,
                hasTap() ? wanted : null,
                backend == Backend.VHOST_USER ? new VhostSocket("/run/vm0.sock", true) : null,
                backend == Backend.VHOST_VDPA ? "/dev/vhost-vdpa-0" : null);
        PairStatus status = new PairStatus(
                PairState.FORWARDING,
                backend,
                "virtio_user_exc0",
                List.of(1),
                hasTap() ? new PairStatus.TapLink(7, tapUp, true, "02:00:00:00:00:02", 1500) : null,
                workers,
                conditions);
        return new Pair(spec, status);
    }

    private PollerStatus poller() {
        return new PollerStatus(
                1,
                true,
                List.of("exc0"),
                END,
                new PollerStatus.Rates(Duration.ofSeconds(1), pollerLoad, 1, 1, 1),
                new PollerStatus.Counters(1, 1, 1, 1, 1),
                new PollerStatus.PollGaps(1, List.of()),
                ofPoller);
    }

    private Port portNow() {
        return new Port(
                "0000:84:00.0",
                0,
                "net_ixgbe",
                Port.Role.PAIRED,
                "exc0",
                "02:00:00:00:00:01",
                1500,
                portQueues,
                portQueues,
                0,
                true,
                true,
                new Port.Link(linkUp, linkSpeed, true, true),
                stats(port),
                Map.of(),
                List.of());
    }
}
