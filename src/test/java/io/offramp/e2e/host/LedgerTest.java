package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.LedgerVerdict;
import io.offramp.client.model.LedgerWay;
import io.offramp.client.model.Loss;
import io.offramp.client.model.LossReason;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.PairLedger;
import io.offramp.client.model.PortStats;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.service.Answer;
import io.offramp.e2e.service.KernelLink;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Packets are lost for real, the ledger says where and why, and what it says to do mends it. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Longer than the test takes: since the pair was built. */
    private static final int ALWAYS = 300;

    private static final int BURST = 1000;

    private static final Pattern CALL = Pattern.compile("([A-Z]+) /api/v1(\\S+) (\\{.*})");

    private final HostLab lab = new HostLab(1);

    @BeforeAll
    void createPair() {
        String mac =
                Objects.requireNonNull(lab.createPair(0).getStatus().getTap()).getMac();
        lab.peer(0).neighbour(lab.tapAddress4(0), mac);
        lab.awaitAnswer(0, lab.tapAddress4(0));
    }

    @AfterAll
    void close() {
        lab.close();
    }

    private PairLedger ledger(int seconds) {
        return lab.service().get(lab.service().pairs().getPairLedger(lab.name(0), seconds));
    }

    private KernelLink kernel() {
        return KernelLink.named(lab.machine(), lab.name(0));
    }

    /** Of net_tap: they are in the ring's losses, and some kernels count them among the tap's drops, too. */
    private long refusedWrites() {
        String name = Objects.requireNonNull(lab.pair(0).getStatus().getVirtioUserPort());
        PortStats stats = lab.service().get(lab.service().ports().getPort(name)).getStats();
        return stats.getTxErrors();
    }

    private static LedgerWay toKernel(PairLedger ledger) {
        return Objects.requireNonNull(ledger.getToKernel());
    }

    private static LedgerWay fromKernel(PairLedger ledger) {
        return Objects.requireNonNull(ledger.getFromKernel());
    }

    private static long lost(LedgerWay way, LossReason reason) {
        return way.getLosses().stream()
                .filter(loss -> loss.getReason() == reason)
                .mapToLong(Loss::getPackets)
                .findFirst()
                .orElseThrow();
    }

    /** Neighbour discovery goes on by itself: what is read one after the other agrees when nothing comes between. */
    private void assertFiguresAreThoseOfCountersAndKernel() {
        await("figures that agree").atMost(SOON).untilAsserted(() -> {
            PairLedger ledger = ledger(ALWAYS);
            PairCounters counters = lab.counters(0);
            KernelLink kernel = kernel();
            LedgerWay to = toKernel(ledger);
            assertThat(to.getOffered()).isEqualTo(counters.getToKernel().getRxPackets());
            assertThat(lost(to, LossReason.RING_FULL))
                    .isEqualTo(counters.getToKernel().getRingFull());
            assertThat(lost(to, LossReason.REFUSED)).isEqualTo(Math.max(0, kernel.rxDropped() - refusedWrites()));
            assertThat(to.getDelivered()).isEqualTo(kernel.received().packets());
            LedgerWay from = fromKernel(ledger);
            assertThat(from.getOffered()).isEqualTo(kernel.sent().packets() + kernel.txDropped());
            assertThat(from.getDelivered()).isEqualTo(counters.getFromKernel().getTxPackets());
            assertThat(lost(from, LossReason.QUEUE_FULL)).isEqualTo(kernel.txDropped());
            assertThat(to.getBalanced() && from.getBalanced()).isTrue();
        });
    }

    @Test
    @Order(1)
    void withoutALossItSaysSo() {
        assertThat(lab.peer(0).ping(lab.tapAddress4(0), 50, Duration.ofMillis(5)))
                .isEqualTo(new Ping(50, 50));

        PairLedger ledger = ledger(ALWAYS);

        System.out.println(ledger.getSentence());
        assertThat(ledger.getVerdict()).isEqualTo(LedgerVerdict.NOTHING_LOST);
        assertThat(ledger.getSentence()).startsWith("nothing lost since the pair was built: ");
        assertThat(ledger.getRemedy()).isNull();
        assertThat(toKernel(ledger).getOffered()).isGreaterThanOrEqualTo(50);
        assertFiguresAreThoseOfCountersAndKernel();
    }

    @Test
    @Order(2)
    void aTapThatIsDownUnderAFloodIsNamedAndTheRemedySetsItUp() {
        lab.machine().sh("ip link set dev %s down".formatted(lab.name(0)));
        PairLedger lossy;
        try (BackgroundProcess flood = lab.peer(0).startPing(lab.tapAddress4(0), 1_000_000, Duration.ofMillis(1))) {
            lossy = await("a second in which all is lost")
                    .atMost(SOON)
                    .failFast("the flood has ended", () -> !flood.isRunning())
                    .until(() -> ledger(1), ledger -> ledger.getSentence().startsWith("100 %"));
        }
        System.out.println(lossy.getSentence() + "\n" + lossy.getRemedy());
        assertThat(lossy.getVerdict()).isEqualTo(LedgerVerdict.LOSS);
        assertThat(lossy.getSentence())
                .startsWith("100 % dropped on the way to the kernel: ")
                .endsWith(", the tap is down: set it up");
        assertThat(toKernel(lossy).getDelivered()).isZero();
        assertThat(toKernel(lossy).getOffered()).isPositive();
        assertFiguresAreThoseOfCountersAndKernel();
        assertThat(lab.counters(0).getToKernel().getRingFull() + kernel().rxDropped())
                .isPositive();

        apply(Objects.requireNonNull(lossy.getRemedy()));

        assertThat(lab.peer(0).ping(lab.tapAddress4(0), 100, Duration.ofMillis(5)))
                .isEqualTo(new Ping(100, 100));
        await("a window without a loss")
                .atMost(SOON)
                .until(() -> ledger(1).getVerdict(), verdict -> verdict != LedgerVerdict.LOSS);
        assertThat(ledger(ALWAYS).getVerdict()).as("it is not forgotten").isEqualTo(LedgerVerdict.LOSS);
    }

    private void apply(String remedy) {
        Matcher call = CALL.matcher(remedy);
        assertThat(call.matches()).as(remedy).isTrue();
        Answer answer = lab.service().http().call(call.group(1), call.group(2), call.group(3));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void aTapWhoseQueueIsTooShortIsNamedAndTheRemedyMakesItLonger() {
        lab.machine().sh("ip link set dev %s txqueuelen 1".formatted(lab.name(0)));
        long before = kernel().txDropped();

        assertThat(sendBurst()).isLessThan(BURST);
        PairLedger lossy = ledger(5);
        System.out.println(lossy.getSentence() + "\n" + lossy.getRemedy());
        assertThat(lossy.getVerdict()).isEqualTo(LedgerVerdict.LOSS);
        assertThat(lossy.getSentence())
                .contains(" dropped on the way from the kernel: the tap's queue full")
                .endsWith(": make it longer");
        assertThat(kernel().txDropped()).isGreaterThan(before);
        assertFiguresAreThoseOfCountersAndKernel();

        lab.machine().sh(Objects.requireNonNull(lossy.getRemedy()));

        long dropped = kernel().txDropped();
        assertThat(sendBurst()).isGreaterThanOrEqualTo(BURST);
        assertThat(kernel().txDropped()).isEqualTo(dropped);
        await("a window without a loss")
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(fromKernel(ledger(1)).getVerdict()).isNotEqualTo(LedgerVerdict.LOSS));
    }

    /** Sends echo requests, 200 of them at once; how many packets the peer has got. */
    private long sendBurst() {
        long before = gotByPeer();
        lab.machine()
                .sh("ping -n -q -W 2 -l 200 -c %d -i 0.002 -I %s %s || [ $? = 1 ]"
                        .formatted(BURST, lab.name(0), lab.peerAddress4(0)));
        return gotByPeer() - before;
    }

    private long gotByPeer() {
        return Long.parseLong(lab.peer(0).sh("cat /sys/class/net/eth0/statistics/rx_packets"));
    }
}
