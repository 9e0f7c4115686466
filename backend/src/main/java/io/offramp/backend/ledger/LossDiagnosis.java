package io.offramp.backend.ledger;

import io.offramp.backend.ledger.Circumstances.SaturatedPoller;
import io.offramp.dataplane.Backend;
import io.offramp.dataplane.Condition;
import io.offramp.dataplane.VhostWorker;
import java.util.Optional;

/** Explains why packets were lost where they were, by what else is known at the same time. */
final class LossDiagnosis {
    /** Percent of a CPU. What is left is too little to catch up after a hiccup. */
    private static final double SATURATED = 95;

    private static final int MAX_QUEUES = 8;
    private static final int MAX_QUEUE_SIZE = 32_768;
    /** Eight times the kernel's default for a tap. */
    private static final int LONG_QUEUE = 4_000;

    /** Percent. Bursts are too short to lose more for seconds on end. */
    private static final double OF_BURSTS = 5;

    private final Circumstances now;
    private final long packets;
    private final double share;

    private LossDiagnosis(Circumstances now, long packets, double share) {
        this.now = now;
        this.packets = packets;
        this.share = share;
    }

    /**
     * Explains a loss that nobody asked for.
     *
     * @param direction on which way
     * @param reason where
     * @param tally how many, and of how many
     */
    static Diagnosis of(Direction direction, Reason reason, Tally tally, Circumstances now) {
        long packets = tally.lost(reason);
        LossDiagnosis diagnosis = new LossDiagnosis(now, packets, Share.percent(packets, tally.offered()));
        return switch (reason) {
            case MISSED -> diagnosis.missed();
            case RECEIVE_ERRORS -> diagnosis.receiveErrors();
            case QUEUE_FULL -> diagnosis.queueFull();
            case RING_FULL -> direction == Direction.TO_KERNEL ? diagnosis.kernelSideFull() : diagnosis.portFull();
            case REFUSED -> diagnosis.refused();
            case SEND_ERRORS -> diagnosis.sendErrors();
            case FILTERED, POLICED -> throw new IllegalArgumentException(reason + " is wanted");
        };
    }

    private Diagnosis missed() {
        String ring = "the port's receive ring full";
        return known("PollerStopped", ring + ", its poller has stopped", "restart the service")
                .or(() -> withoutMbuf(ring, now.portWithoutMbuf()))
                .or(() -> byPoller(ring))
                .orElseGet(() -> new Diagnosis(
                        ring + " though its poller has time: bursts, or something else on the poller's CPU",
                        "keep that CPU free",
                        "GET /api/v1/preflight tells whether the pollers' CPUs are isolated."));
    }

    private Diagnosis receiveErrors() {
        return new Diagnosis("received damaged", "look at the cable", extendedCounters());
    }

    private Diagnosis sendErrors() {
        return linkDown("not sent")
                .orElseGet(
                        () -> new Diagnosis("the port could not send them", "ask its driver why", extendedCounters()));
    }

    private Diagnosis kernelSideFull() {
        Backend backend = now.pair().status().backend();
        if (backend == Backend.VHOST_USER) {
            return known("NoPeer", "virtio ring full, nobody on the socket", "start the peer")
                    .orElseGet(() -> new Diagnosis(
                            "virtio ring full, the peer reads too slowly",
                            "give the peer more CPU",
                            "Let the peer poll on a CPU of its own."));
        }
        if (backend == Backend.VHOST_VDPA) {
            return biggerQueues("virtio ring full, the vDPA device reads it too slowly");
        }
        String full = backend == Backend.TAP ? "Linux took no more from net_tap" : "virtio ring full";
        return known("NetnsNotFound", full + ", the tap's network namespace is gone", "make it anew")
                .or(() -> known("TapGone", full + ", the tap is gone", "wait until it is made anew"))
                .or(() -> tapDown(full))
                .or(() -> known("TapNoCarrier", full + ", the tap has no carrier", "build the pair anew"))
                .or(() -> backend == Backend.TAP ? Optional.of(slowBackend(full)) : byWorker(full))
                .orElseGet(() -> addQueue(full + ", the kernel reads it too slowly"));
    }

    private Diagnosis slowBackend(String full) {
        return known("BackendFallback", full, "use vhost-net")
                .orElseGet(() -> new Diagnosis(
                        full,
                        "use vhost-net",
                        "PUT /api/v1/pairs/%s with its spec and \"backend\": \"VHOST_NET\".".formatted(now.name())));
    }

    /** Where the workers can be seen. */
    private Optional<Diagnosis> byWorker(String full) {
        return bySaturatedWorker(full)
                .or(() -> now.busiestWorker().map(worker -> {
                    String cause = "%s though its %s is at %.0f %% CPU only"
                            .formatted(full, name(worker), Circumstances.load(worker));
                    return share < OF_BURSTS ? biggerQueues(cause + ": bursts") : crowded(cause, worker);
                }));
    }

    private static Diagnosis crowded(String cause, VhostWorker worker) {
        return new Diagnosis(
                cause + ": others on CPU " + worker.cpu(),
                "see who, and move one away",
                "ps -eLo psr,pcpu,tid,comm --sort=-pcpu | awk '$1 == %d' | head  # then taskset -pc, of the worker %d or of another"
                        .formatted(worker.cpu(), worker.tid()));
    }

    /** One that has a CPU to itself, or several that have one together. */
    private Optional<Diagnosis> bySaturatedWorker(String where) {
        return now.busiestWorker().flatMap(worker -> {
            double load = Circumstances.load(worker);
            if (load >= SATURATED) {
                return Optional.of(addQueue("%s, %s at %.0f %% CPU".formatted(where, name(worker), load)));
            }
            return now.loadOfCpu(worker.cpu()) >= SATURATED ? Optional.of(shared(where, worker)) : Optional.empty();
        });
    }

    private static Diagnosis shared(String where, VhostWorker worker) {
        return new Diagnosis(
                "%s, its vhost workers share CPU %d, which has no time left".formatted(where, worker.cpu()),
                "give them a CPU each",
                "taskset -pc CPU %d  # another CPU than %d, and none of offramp.pollers.lcores"
                        .formatted(worker.tid(), worker.cpu()));
    }

    private String name(VhostWorker worker) {
        return now.spec().queues() == 1 ? "vhost worker" : "vhost worker of queue " + worker.queue();
    }

    private Diagnosis refused() {
        Optional<Diagnosis> down = tapDown("refused by Linux");
        if (down.isPresent()) {
            return down.get();
        }
        if (now.refusedAtTap(packets)) {
            return new Diagnosis(
                    "refused by Linux, the tap was down meanwhile",
                    "see who set it down",
                    "GET /api/v1/events tells who and when.");
        }
        return new Diagnosis(
                "dropped by Linux behind the tap: no protocol takes them, or it had no time",
                "look what they are",
                "%1$stcpdump -c 20 -nnei %2$s shows them; the second column of /proc/net/softnet_stat counts those for which there was no time."
                        .formatted(now.inNetns(), now.tapName()));
    }

    private Diagnosis queueFull() {
        String queue = "the tap's queue full";
        return known("PollerStopped", queue + ", its poller has stopped", "restart the service")
                .or(() -> withoutMbuf(queue, now.kernelSideWithoutMbuf()))
                .or(() -> byPoller(queue))
                .or(() -> bySaturatedWorker(queue))
                .orElseGet(() -> new Diagnosis(
                        queue + ": Linux sends in bursts",
                        "make it longer",
                        "%sip link set dev %s txqueuelen %d".formatted(now.inNetns(), now.tapName(), LONG_QUEUE)));
    }

    private Diagnosis portFull() {
        String ring = "the port's transmit ring full";
        return linkDown(ring).orElseGet(() -> {
            Long speed = now.port().link().speedMbps();
            return speed == null || now.spec().tap() == null
                    ? biggerQueues(ring)
                    : new Diagnosis(
                            ring + ": more comes than its link carries",
                            "send no faster than the link",
                            "%stc qdisc replace dev %s root tbf rate %dmbit burst 256kb latency 50ms"
                                    .formatted(now.inNetns(), now.tapName(), speed));
        });
    }

    private Optional<Diagnosis> linkDown(String where) {
        if (now.port().link().up()) {
            return Optional.empty();
        }
        String remedy = now.condition("PortLinkDown")
                .map(Condition::remedy)
                .orElse("Check the cable and the other end of port %s."
                        .formatted(now.spec().port()));
        return Optional.of(new Diagnosis(where + ", the port's link is down", "mend the link", remedy));
    }

    private Optional<Diagnosis> tapDown(String where) {
        return now.pair().status().tap() == null || now.tapUp()
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        where + ", the tap is down",
                        "set it up",
                        "PATCH /api/v1/taps/%s {\"up\": true}".formatted(now.tapName())));
    }

    private Optional<Diagnosis> known(String condition, String cause, String advice) {
        return now.condition(condition).map(found -> new Diagnosis(cause, advice, found.remedy()));
    }

    private static Optional<Diagnosis> withoutMbuf(String where, long failures) {
        return failures == 0
                ? Optional.empty()
                : Optional.of(new Diagnosis(
                        where + ", no mbuf left in the mempool",
                        "have more mbufs",
                        "Raise offramp.mempools.mbufs and restart the service."));
    }

    private Optional<Diagnosis> byPoller(String where) {
        return now.saturatedPoller()
                .map((SaturatedPoller saturated) -> new Diagnosis(
                        "%s, poller of lcore %d at %.0f %%"
                                .formatted(
                                        where,
                                        saturated.poller().lcore(),
                                        saturated.poller().rates().load()),
                        "have more pollers",
                        saturated.remedy()));
    }

    private Diagnosis addQueue(String cause) {
        int most = Math.min(
                MAX_QUEUES, Math.min(now.port().maxRxQueues(), now.port().maxTxQueues()));
        int queues = now.spec().queues();
        return queues < most
                ? new Diagnosis(
                        cause,
                        "add a queue",
                        "PUT /api/v1/pairs/%s with its spec and \"queues\": %d.".formatted(now.name(), queues + 1))
                : new Diagnosis(
                        cause,
                        "no queue is left to add",
                        "The port %s has no more than %d queue%s: plug it with more where its device has them, or have less sent to it."
                                .formatted(now.spec().port(), most, most == 1 ? "" : "s"));
    }

    private Diagnosis biggerQueues(String cause) {
        int size = now.spec().queueSize();
        return size < MAX_QUEUE_SIZE
                ? new Diagnosis(
                        cause,
                        "make the queues bigger",
                        "PUT /api/v1/pairs/%s with its spec and \"queueSize\": %d.".formatted(now.name(), 2 * size))
                : addQueue(cause);
    }

    private String extendedCounters() {
        return "GET /api/v1/ports/%s tells in xstats which errors; check the cable, the other end and the MTU."
                .formatted(now.spec().port());
    }
}
