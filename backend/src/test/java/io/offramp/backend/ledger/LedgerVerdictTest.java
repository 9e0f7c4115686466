package io.offramp.backend.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.backend.ledger.LedgerResponse.Loss;
import io.offramp.backend.ledger.LedgerResponse.Way;
import io.offramp.dataplane.Backend;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerVerdictTest {
    private static WindowBuilder window() {
        return new WindowBuilder();
    }

    /** 100 packets arrive at the virtio_user port, and 38 find its ring full. */
    private static WindowBuilder virtioRingFull() {
        return window().toKernel(100, 62, 0, 0, 38).tap(62, 0, 0, 0);
    }

    private record Case(String what, WindowBuilder window, String sentence, String remedy) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> losses() {
        return Stream.of(
                new Case(
                        "a vhost worker without time",
                        virtioRingFull().worker(0, 99.6),
                        "38 % dropped on the way to the kernel: virtio ring full, vhost worker at 100 % CPU: add a queue",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queues\": 2."),
                new Case(
                        "one of several vhost workers without time",
                        virtioRingFull()
                                .queues(3, 8)
                                .worker(0, 4.0)
                                .worker(1, 98.2)
                                .worker(2, null),
                        "38 % dropped on the way to the kernel: virtio ring full, vhost worker of queue 1 at 98 % CPU: add a queue",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queues\": 4."),
                new Case(
                        "vhost workers that have one CPU together",
                        virtioRingFull().queues(2, 8).worker(0, 47.0).worker(1, 51.0),
                        "38 % dropped on the way to the kernel: virtio ring full, its vhost workers share CPU 0, which has no time left: give them a CPU each",
                        "taskset -pc CPU 401  # another CPU than 0, and none of offramp.pollers.lcores"),
                new Case(
                        "a port with no other queue",
                        virtioRingFull().queues(1, 1).worker(0, 100.0),
                        "38 % dropped on the way to the kernel: virtio ring full, vhost worker at 100 % CPU: no queue is left to add",
                        "The port 0000:84:00.0 has no more than 1 queue: plug it with more where its device has them, or have less sent to it."),
                new Case(
                        "a pair with as many queues as there may be",
                        virtioRingFull().queues(8, 64).worker(0, 100.0),
                        "38 % dropped on the way to the kernel: virtio ring full, vhost worker of queue 0 at 100 % CPU: no queue is left to add",
                        "The port 0000:84:00.0 has no more than 8 queues: plug it with more where its device has them, or have less sent to it."),
                new Case(
                        "a vhost worker that others keep from its CPU",
                        virtioRingFull().worker(0, 31.4),
                        "38 % dropped on the way to the kernel: virtio ring full though its vhost worker is at 31 % CPU only: others on CPU 0: see who, and move one away",
                        "ps -eLo psr,pcpu,tid,comm --sort=-pcpu | awk '$1 == 0' | head  # then taskset -pc, of the worker 400 or of another"),
                new Case(
                        "bursts that are longer than the ring",
                        window().toKernel(1000, 951, 0, 0, 49).tap(951, 0, 0, 0).worker(0, 31.4),
                        "4.9 % dropped on the way to the kernel: virtio ring full though its vhost worker is at 31 % CPU only: bursts: make the queues bigger",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queueSize\": 2048."),
                new Case(
                        "the same with the biggest queues",
                        window().toKernel(1000, 951, 0, 0, 49)
                                .tap(951, 0, 0, 0)
                                .worker(0, 31.4)
                                .queueSize(32_768),
                        "4.9 % dropped on the way to the kernel: virtio ring full though its vhost worker is at 31 % CPU only: bursts: add a queue",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queues\": 2."),
                new Case(
                        "a vhost worker that cannot be seen",
                        virtioRingFull(),
                        "38 % dropped on the way to the kernel: virtio ring full, the kernel reads it too slowly: add a queue",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queues\": 2."),
                new Case(
                        "a full ring on a tap that is down",
                        virtioRingFull().tapDown().worker(0, 0.0),
                        "38 % dropped on the way to the kernel: virtio ring full, the tap is down: set it up",
                        "PATCH /api/v1/taps/exc0 {\"up\": true}"),
                new Case(
                        "a full ring without a carrier",
                        virtioRingFull().condition("TapNoCarrier", "Delete the pair."),
                        "38 % dropped on the way to the kernel: virtio ring full, the tap has no carrier: build the pair anew",
                        "Delete the pair."),
                new Case(
                        "a tap that is gone",
                        virtioRingFull().condition("TapGone", "None."),
                        "38 % dropped on the way to the kernel: virtio ring full, the tap is gone: wait until it is made anew",
                        "None."),
                new Case(
                        "a namespace that is gone",
                        virtioRingFull().condition("NetnsNotFound", "ip netns add x"),
                        "38 % dropped on the way to the kernel: virtio ring full, the tap's network namespace is gone: make it anew",
                        "ip netns add x"),
                new Case(
                        "net_tap on a tap that is down, whose refused writes the kernel counts as well",
                        window().backend(Backend.TAP)
                                .toKernel(100, 0, 0, 0, 100)
                                .virtioUser(7, 0)
                                .tap(0, 7, 0, 0)
                                .tapDown(),
                        "100 % dropped on the way to the kernel: Linux took no more from net_tap, the tap is down: set it up",
                        "PATCH /api/v1/taps/exc0 {\"up\": true}"),
                new Case(
                        "net_tap for want of vhost-net",
                        virtioRingFull().backend(Backend.TAP).condition("BackendFallback", "modprobe vhost_net"),
                        "38 % dropped on the way to the kernel: Linux took no more from net_tap: use vhost-net",
                        "modprobe vhost_net"),
                new Case(
                        "net_tap as it was asked for",
                        virtioRingFull().backend(Backend.TAP),
                        "38 % dropped on the way to the kernel: Linux took no more from net_tap: use vhost-net",
                        "PUT /api/v1/pairs/exc0 with its spec and \"backend\": \"VHOST_NET\"."),
                new Case(
                        "nobody on the socket",
                        window().backend(Backend.VHOST_USER)
                                .toKernel(100, 0, 0, 0, 100)
                                .condition("NoPeer", "Start it."),
                        "100 % dropped on the way to the peer: virtio ring full, nobody on the socket: start the peer",
                        "Start it."),
                new Case(
                        "a slow peer",
                        window().backend(Backend.VHOST_USER).toKernel(100, 62, 0, 0, 38),
                        "38 % dropped on the way to the peer: virtio ring full, the peer reads too slowly: give the peer more CPU",
                        "Let the peer poll on a CPU of its own."),
                new Case(
                        "a slow vDPA device",
                        window().backend(Backend.VHOST_VDPA).toKernel(100, 62, 0, 0, 38),
                        "38 % dropped on the way to the vDPA device: virtio ring full, the vDPA device reads it too slowly: make the queues bigger",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queueSize\": 2048."),
                new Case(
                        "a poller without time",
                        window().toKernel(62, 62, 0, 0, 0).port(38, 0, 0, 0).pollerSaturated("Add an lcore."),
                        "38 % dropped on the way to the kernel: the port's receive ring full, poller of lcore 1 at 97 %: have more pollers",
                        "Add an lcore."),
                new Case(
                        "a poller that has stopped",
                        window().port(38, 0, 0, 0).condition("PollerStopped", "Restart it."),
                        "100 % dropped on the way to the kernel: the port's receive ring full, its poller has stopped: restart the service",
                        "Restart it."),
                new Case(
                        "a mempool without mbufs",
                        window().toKernel(62, 62, 0, 0, 0).port(38, 0, 0, 9).pollerSaturated("Add an lcore."),
                        "38 % dropped on the way to the kernel: the port's receive ring full, no mbuf left in the mempool: have more mbufs",
                        "Raise offramp.mempools.mbufs and restart the service."),
                new Case(
                        "bursts at the port",
                        window().toKernel(62, 62, 0, 0, 0).port(38, 0, 0, 0),
                        "38 % dropped on the way to the kernel: the port's receive ring full though its poller has time: bursts, or something else on the poller's CPU: keep that CPU free",
                        "GET /api/v1/preflight tells whether the pollers' CPUs are isolated."),
                new Case(
                        "damaged packets",
                        window().toKernel(62, 62, 0, 0, 0).port(0, 38, 0, 0),
                        "38 % dropped on the way to the kernel: received damaged: look at the cable",
                        "GET /api/v1/ports/0000:84:00.0 tells in xstats which errors; check the cable, the other end and the MTU."),
                new Case(
                        "a tap that is down, behind vhost-net",
                        window().toKernel(100, 100, 0, 0, 0).tap(0, 100, 0, 0).tapDown(),
                        "100 % dropped on the way to the kernel: refused by Linux, the tap is down: set it up",
                        "PATCH /api/v1/taps/exc0 {\"up\": true}"),
                new Case(
                        "a tap that was down",
                        window().toKernel(100, 100, 0, 0, 0).tap(60, 40, 0, 0),
                        "40 % dropped on the way to the kernel: refused by Linux, the tap was down meanwhile: see who set it down",
                        "GET /api/v1/events tells who and when."),
                new Case(
                        "packets that nobody wants",
                        window().toKernel(100, 100, 0, 0, 0).tap(100, 3, 0, 0).netns("blue"),
                        "3.0 % dropped on the way to the kernel: dropped by Linux behind the tap: no protocol takes them, or it had no time: look what they are",
                        "ip netns exec blue tcpdump -c 20 -nnei exc0 shows them; the second column of /proc/net/softnet_stat counts those for which there was no time."),
                new Case(
                        "Linux that sends in bursts",
                        window().fromKernel(62, 62, 0).tap(0, 0, 62, 38),
                        "38 % dropped on the way from the kernel: the tap's queue full: Linux sends in bursts: make it longer",
                        "ip link set dev exc0 txqueuelen 4000"),
                new Case(
                        "the same in a namespace",
                        window().fromKernel(62, 62, 0).tap(0, 0, 62, 38).netns("blue"),
                        "38 % dropped on the way from the kernel: the tap's queue full: Linux sends in bursts: make it longer",
                        "ip netns exec blue ip link set dev exc0 txqueuelen 4000"),
                new Case(
                        "a vhost worker without time for what Linux sends",
                        window().fromKernel(62, 62, 0).tap(0, 0, 62, 38).worker(0, 96.0),
                        "38 % dropped on the way from the kernel: the tap's queue full, vhost worker at 96 % CPU: add a queue",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queues\": 2."),
                new Case(
                        "a poller without time for what Linux sends",
                        window().fromKernel(62, 62, 0)
                                .tap(0, 0, 62, 38)
                                .worker(0, 96.0)
                                .pollerSaturated("Add an lcore."),
                        "38 % dropped on the way from the kernel: the tap's queue full, poller of lcore 1 at 97 %: have more pollers",
                        "Add an lcore."),
                new Case(
                        "no mbufs for what Linux sends",
                        window().fromKernel(62, 62, 0).tap(0, 0, 62, 38).virtioUser(0, 1),
                        "38 % dropped on the way from the kernel: the tap's queue full, no mbuf left in the mempool: have more mbufs",
                        "Raise offramp.mempools.mbufs and restart the service."),
                new Case(
                        "Linux that sends more than the port's link carries",
                        window().fromKernel(100, 62, 38).tap(0, 0, 100, 0).link(true, 10_000L),
                        "38 % dropped on the way from the kernel: the port's transmit ring full: more comes than its link carries: send no faster than the link",
                        "tc qdisc replace dev exc0 root tbf rate 10000mbit burst 256kb latency 50ms"),
                new Case(
                        "the same on a link of unknown speed",
                        window().fromKernel(100, 62, 38).tap(0, 0, 100, 0),
                        "38 % dropped on the way from the kernel: the port's transmit ring full: make the queues bigger",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queueSize\": 2048."),
                new Case(
                        "a peer that sends more than the port's link carries",
                        window().backend(Backend.VHOST_USER)
                                .fromKernel(100, 62, 38)
                                .link(true, 10_000L),
                        "38 % dropped on the way from the peer: the port's transmit ring full: make the queues bigger",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queueSize\": 2048."),
                new Case(
                        "a port whose link is down",
                        window().fromKernel(100, 62, 38).tap(0, 0, 100, 0).link(false, null),
                        "38 % dropped on the way from the kernel: the port's transmit ring full, the port's link is down: mend the link",
                        "Check the cable and the other end of port 0000:84:00.0."),
                new Case(
                        "a port that cannot send",
                        window().fromKernel(100, 100, 0).tap(0, 0, 100, 0).port(0, 0, 38, 0),
                        "38 % dropped on the way from the kernel: the port could not send them: ask its driver why",
                        "GET /api/v1/ports/0000:84:00.0 tells in xstats which errors; check the cable, the other end and the MTU."),
                new Case(
                        "a port that cannot send, its link being down",
                        window().fromKernel(100, 100, 0)
                                .tap(0, 0, 100, 0)
                                .port(0, 0, 38, 0)
                                .link(false, null)
                                .condition("PortLinkDown", "Plug it in."),
                        "38 % dropped on the way from the kernel: not sent, the port's link is down: mend the link",
                        "Plug it in."),
                new Case(
                        "a loss beside what is kept back",
                        window().toKernel(1_000_000, 99_999, 600_000, 300_000, 1)
                                .tap(99_999, 0, 0, 0),
                        "less than 0.01 % dropped on the way to the kernel: virtio ring full, the kernel reads it too slowly: add a queue",
                        "PUT /api/v1/pairs/exc0 with its spec and \"queues\": 2."));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void eachLossIsNamedWithItsCauseAndARemedy(Case one) {
        LedgerResponse ledger = LedgerVerdict.of(one.window.build());

        assertThat(ledger.sentence()).isEqualTo(one.sentence);
        assertThat(ledger.remedy()).isEqualTo(one.remedy);
        assertThat(ledger.verdict()).isEqualTo(Verdict.LOSS);
        assertThat(Stream.of(toKernel(ledger), fromKernel(ledger))).allSatisfy(LedgerVerdictTest::addsUp);
    }

    private static void addsUp(Way way) {
        assertThat(way.balanced()).isTrue();
        assertThat(way.delivered()
                        + way.losses().stream().mapToLong(Loss::packets).sum())
                .isEqualTo(way.offered());
    }

    private static Way toKernel(LedgerResponse ledger) {
        return Objects.requireNonNull(ledger.toKernel());
    }

    private static Way fromKernel(LedgerResponse ledger) {
        return Objects.requireNonNull(ledger.fromKernel());
    }

    @Test
    void everyReasonIsToldWithItsShareInTheOrderOfTheWay() {
        LedgerResponse ledger = LedgerVerdict.of(window().toKernel(100, 50, 10, 20, 20)
                .port(60, 40, 5, 0)
                .fromKernel(80, 70, 10)
                .tap(45, 5, 80, 20)
                .build());

        assertThat(toKernel(ledger).losses())
                .containsExactly(
                        new Loss(Reason.MISSED, 60, 30),
                        new Loss(Reason.RECEIVE_ERRORS, 40, 20),
                        new Loss(Reason.FILTERED, 10, 5),
                        new Loss(Reason.POLICED, 20, 10),
                        new Loss(Reason.RING_FULL, 20, 10),
                        new Loss(Reason.REFUSED, 5, 2.5));
        assertThat(toKernel(ledger).offered()).isEqualTo(200);
        assertThat(toKernel(ledger).delivered()).isEqualTo(45);
        assertThat(fromKernel(ledger).losses())
                .containsExactly(
                        new Loss(Reason.QUEUE_FULL, 20, 20),
                        new Loss(Reason.RING_FULL, 10, 10),
                        new Loss(Reason.SEND_ERRORS, 5, 5));
        assertThat(fromKernel(ledger).offered()).isEqualTo(100);
        assertThat(fromKernel(ledger).delivered()).isEqualTo(65);
        addsUp(toKernel(ledger));
        addsUp(fromKernel(ledger));
    }

    @Test
    void aPairWithoutATapHasNoReasonsOfTheKernels() {
        LedgerResponse ledger = LedgerVerdict.of(
                window().backend(Backend.VHOST_USER).toKernel(5, 5, 0, 0, 0).build());

        assertThat(toKernel(ledger).losses()).extracting(Loss::reason).doesNotContain(Reason.REFUSED);
        assertThat(fromKernel(ledger).losses()).extracting(Loss::reason).doesNotContain(Reason.QUEUE_FULL);
        assertThat(ledger.sentence())
                .isEqualTo("nothing lost in the last 10 s: 5 packets to the peer, 0 packets from it");
    }

    @Test
    void ofEqualLossesTheFirstOfTheWayIsNamed() {
        LedgerResponse ledger = LedgerVerdict.of(window().toKernel(90, 80, 0, 0, 10)
                .port(10, 0, 0, 0)
                .tap(80, 0, 0, 0)
                .build());

        assertThat(ledger.sentence()).startsWith("10 % dropped on the way to the kernel: the port's receive ring full");
    }

    @Test
    void ofEqualLossesOnBothWaysThatToTheKernelIsNamed() {
        LedgerResponse ledger = LedgerVerdict.of(window().toKernel(100, 90, 0, 0, 10)
                .fromKernel(20, 10, 10)
                .tap(90, 0, 20, 0)
                .build());

        assertThat(ledger.sentence()).startsWith("10 % dropped on the way to the kernel");
    }

    @Test
    void theWayThatLostMorePacketsIsNamedWhateverItsShare() {
        LedgerResponse ledger = LedgerVerdict.of(window().toKernel(10, 5, 0, 0, 5)
                .fromKernel(1000, 994, 6)
                .tap(5, 0, 1000, 0)
                .build());

        assertThat(ledger.sentence()).startsWith("0.60 % dropped on the way from the kernel");
        assertThat(toKernel(ledger).sentence()).startsWith("50 % dropped on the way to the kernel");
    }

    @Test
    void whatIsKeptBackIsNotALoss() {
        LedgerResponse ledger = LedgerVerdict.of(window().toKernel(100, 83, 5, 12, 0)
                .fromKernel(10, 10, 0)
                .tap(83, 0, 10, 0)
                .build());

        assertThat(ledger.verdict()).isEqualTo(Verdict.KEPT_BACK);
        assertThat(ledger.sentence())
                .isEqualTo("12 % kept back on the way to the kernel by the policer, as wanted; nothing else lost");
        assertThat(ledger.remedy()).isNull();
        assertThat(fromKernel(ledger).verdict()).isEqualTo(Verdict.NOTHING_LOST);
    }

    @Test
    void nothingLostHasItsOwnWords() {
        LedgerResponse ledger = LedgerVerdict.of(window().toKernel(300, 300, 0, 0, 0)
                .fromKernel(1, 1, 0)
                .tap(300, 0, 1, 0)
                .build());

        assertThat(ledger.verdict()).isEqualTo(Verdict.NOTHING_LOST);
        assertThat(ledger.sentence())
                .isEqualTo("nothing lost in the last 10 s: 300 packets to the kernel, 1 packet from it");
        assertThat(toKernel(ledger).sentence()).isEqualTo("nothing lost to the kernel in the last 10 s: 300 packets");
        assertThat(fromKernel(ledger).sentence()).isEqualTo("nothing lost from the kernel in the last 10 s: 1 packet");
        assertThat(ledger.remedy()).isNull();
    }

    @Test
    void noPacketsHaveTheirOwnWords() {
        LedgerResponse ledger = LedgerVerdict.of(window().build());

        assertThat(ledger.verdict()).isEqualTo(Verdict.NO_PACKETS);
        assertThat(ledger.sentence()).isEqualTo("no packets in the last 10 s");
        assertThat(toKernel(ledger).sentence()).isEqualTo("no packets to the kernel in the last 10 s");
        assertThat(toKernel(ledger).losses()).extracting(Loss::percent).containsOnly(0.0);
    }

    @Test
    void aPairThatWasJustBuiltHasNoPacketsYet() {
        LedgerResponse ledger = LedgerVerdict.of(window().fromStart().build());

        assertThat(ledger.sentence()).isEqualTo("no packets yet");
        assertThat(fromKernel(ledger).sentence()).isEqualTo("no packets from the kernel yet");
    }

    @Test
    void aYoungPairIsToldOfSinceItWasBuilt() {
        LedgerResponse ledger = LedgerVerdict.of(
                window().fromStart().toKernel(2, 2, 0, 0, 0).tap(2, 0, 0, 0).build());

        assertThat(ledger.sentence())
                .isEqualTo("nothing lost since the pair was built: 2 packets to the kernel, 0 packets from it");
    }

    @Test
    void anEmptyMempoolAloneIsNoLoss() {
        LedgerResponse ledger = LedgerVerdict.of(window().toKernel(5, 5, 0, 0, 0)
                .tap(5, 0, 0, 0)
                .port(0, 0, 0, 77)
                .build());

        assertThat(ledger.verdict()).isEqualTo(Verdict.NOTHING_LOST);
    }

    @Test
    void packetsOnTheirWayThroughTheKernelAreNotLost() {
        LedgerResponse ledger = LedgerVerdict.of(window().toKernel(500, 500, 0, 0, 0)
                .tap(400, 0, 300, 0)
                .fromKernel(250, 250, 0)
                .build());

        assertThat(ledger.verdict()).isEqualTo(Verdict.NOTHING_LOST);
    }

    @Test
    void aLedgerThatDoesNotBalanceIsSaidToBeAFault() {
        LedgerResponse ledger = LedgerVerdict.of(
                window().toKernel(100, 99, 0, 0, 0).tap(99, 0, 0, 0).build());

        assertThat(toKernel(ledger).balanced()).isFalse();
        assertThat(ledger.sentence()).endsWith("; the ledger does not balance, which is a fault of the service");
    }

    @Test
    void ofAPairThatCouldNotBeBuiltTheObstacleIsTold() {
        LedgerResponse ledger =
                LedgerVerdict.of(window().condition("DeviceLost", "Plug it in.").notBuilt());

        assertThat(ledger.verdict()).isEqualTo(Verdict.NOT_BUILT);
        assertThat(ledger.sentence()).isEqualTo("no packet can move: something is wrong");
        assertThat(ledger.remedy()).isEqualTo("Plug it in.");
        assertThat(ledger.toKernel()).isNull();
        assertThat(ledger.from()).isNull();
    }
}
