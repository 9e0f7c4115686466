package io.offramp.backend.ledger;

import io.offramp.dataplane.Condition;
import io.offramp.dataplane.Pair;
import io.offramp.dataplane.PairReading;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.PairWindow;
import io.offramp.dataplane.PollerStatus;
import io.offramp.dataplane.Port;
import io.offramp.dataplane.TapCounters;
import io.offramp.dataplane.TapSpec;
import io.offramp.dataplane.VhostWorker;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can explain a loss.
 *
 * @param pair as it is now
 * @param port its port
 * @param pollers those that forward for it
 * @param span between which readings packets were lost
 */
record Circumstances(Pair pair, Port port, List<PollerStatus> pollers, PairWindow.Span span) {

    static Circumstances of(PairWindow window, PairWindow.Span span) {
        return new Circumstances(window.pair(), span.port(), window.pollers(), span);
    }

    String name() {
        return pair.spec().name();
    }

    /** Who is at the other end. */
    String kernelSide() {
        return switch (pair.spec().backend()) {
            case VHOST_USER -> "peer";
            case VHOST_VDPA -> "vDPA device";
            case AUTO, VHOST_NET, TAP -> "kernel";
        };
    }

    /** Something that is already known to be wrong with the pair. */
    Optional<Condition> condition(String type) {
        return of(pair.status().conditions(), type);
    }

    private static Optional<Condition> of(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    boolean tapUp() {
        return pair.status().tap() != null && pair.status().tap().up();
    }

    String tapName() {
        TapSpec tap = pair.spec().tap();
        String wanted = tap == null ? null : tap.name();
        return Objects.requireNonNullElse(wanted, name());
    }

    /** The beginning of a command that runs where the tap is. */
    String inNetns() {
        TapSpec tap = pair.spec().tap();
        String netns = tap == null ? null : tap.netns();
        return netns == null ? "" : "ip netns exec %s ".formatted(netns);
    }

    /** The vhost worker that is busiest, where its load is known. */
    Optional<VhostWorker> busiestWorker() {
        return pair.status().vhostWorkers().stream()
                .filter(worker -> worker.load() != null)
                .max(Comparator.comparingDouble(Circumstances::load));
    }

    /** What the pair's workers take of a CPU together, in percent. */
    double loadOfCpu(int cpu) {
        return pair.status().vhostWorkers().stream()
                .filter(worker -> worker.cpu() == cpu && worker.load() != null)
                .mapToDouble(Circumstances::load)
                .sum();
    }

    static double load(VhostWorker worker) {
        return Objects.requireNonNull(worker.load());
    }

    /** A poller of the pair that has no time left, with what to do about it. */
    Optional<SaturatedPoller> saturatedPoller() {
        return pollers.stream()
                .flatMap(poller -> of(poller.conditions(), "PollerSaturated").stream()
                        .map(condition -> new SaturatedPoller(poller, condition.remedy())))
                .findFirst();
    }

    record SaturatedPoller(PollerStatus poller, String remedy) {}

    /** How often the port found its mempool empty. */
    long portWithoutMbuf() {
        return Math.max(0, span.after().port().rxNoMbuf() - span.before().port().rxNoMbuf());
    }

    /** How often the virtio_user port found the mempool empty. */
    long kernelSideWithoutMbuf() {
        return Math.max(
                0,
                span.after().virtioUser().rxNoMbuf()
                        - span.before().virtioUser().rxNoMbuf());
    }

    /** Whether most of what Linux dropped did not even come out of the tap, as while it is down. */
    boolean refusedAtTap(long refused) {
        return sent(span.after()) - sent(span.before()) - (cameOut(span.after()) - cameOut(span.before()))
                >= (refused + 1) / 2;
    }

    private static long sent(PairReading reading) {
        return reading.counters().toKernel().txPackets();
    }

    private static long cameOut(PairReading reading) {
        @Nullable TapCounters tap = reading.counters().tap();
        return tap == null ? 0 : tap.rxPackets();
    }

    PairSpec spec() {
        return pair.spec();
    }
}
