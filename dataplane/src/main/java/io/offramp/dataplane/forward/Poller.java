package io.offramp.dataplane.forward;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.offramp.dataplane.eal.CpuSet;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.ffm.NativeCallException;
import io.offramp.dataplane.ffm.RteEal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;

/**
 * A thread that polls: pinned to its lcore and registered with EAL, so that the mempools' per-lcore caches work for it.
 * What it forwards comes in immutable duties: the control thread writes the wanted one, the poller takes it up before its
 * next duty cycle and says so, and from then on touches nothing of the one before.
 */
final class Poller implements Agent {
    /**
     * Bursts that a duty cycle tries to move at most while packets come, unless one round is more. Measured on net_null:
     * reading the clock in every round costs 3 %, in every eighth round less than AgentRunner costs.
     */
    private static final int BURSTS_A_CYCLE = 16;

    private final int lcore;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    /** Control thread: writes; poller: reads. */
    private volatile Duty wanted = new Duty(List.of());

    private Duty current = wanted;
    private BurstForwarder[] forwarders = {};
    private int rounds = 1;
    private final PollerCounters counters = new PollerCounters();

    /** When the last duty cycle with something to poll began, and what came of it; void unless timed. */
    private long start;

    private boolean busy;
    private boolean timed;

    /** Never freed: a call with memory that can be freed would guard it each time. */
    private final MemorySegment mbufs = Arena.global().allocate(ADDRESS, BurstForwarder.BURST);

    /** Poller: writes; control thread: reads. */
    private volatile @Nullable Throwable failure;

    Poller(int lcore) {
        this.lcore = lcore;
    }

    private static final class Duty {
        private final BurstForwarder[] forwarders;
        private final CountDownLatch takenUp = new CountDownLatch(1);

        Duty(List<BurstForwarder> forwarders) {
            this.forwarders = forwarders.toArray(BurstForwarder[]::new);
        }
    }

    @Override
    public void onStart() {
        try {
            if (RteEal.rte_thread_register() != 0) {
                int errno = RteEal.rte_errno();
                throw new NativeCallException("rte_thread_register()", errno, Eal.strerror(errno));
            }
            new CpuSet(List.of(lcore)).pinLcore();
            started.complete(null);
        } catch (Throwable failed) {
            started.completeExceptionally(failed);
            throw new AgentTerminationException(failed);
        }
    }

    /**
     * One duty cycle. AgentRunner's own cost and the clock's are spread over several rounds as long as packets come. The
     * clock is read at the start, so that the time until the next start is that of this cycle's packets or, when there
     * were none, of the idle strategy.
     */
    @Override
    public int doWork() {
        Duty duty = wanted;
        if (duty != current) {
            takeUp(duty);
        }
        BurstForwarder[] all = forwarders;
        if (all.length == 0) {
            return 0;
        }
        long now = System.nanoTime();
        if (timed) {
            counters.addCycle(now - start, busy);
        }
        timed = true;
        start = now;
        try {
            int packets = 0;
            int polls = 0;
            int received;
            do {
                received = round(all);
                packets += received;
                polls++;
            } while (received > 0 && polls < rounds);
            counters.addPolls(polls, received > 0 ? polls : polls - 1, packets);
            busy = packets > 0;
            return packets;
        } catch (Throwable failed) {
            failure = failed;
            throw new AgentTerminationException(failed);
        }
    }

    private int round(BurstForwarder[] all) {
        int received = 0;
        for (BurstForwarder forwarder : all) {
            received += forwarder.forward(mbufs);
        }
        return received;
    }

    private void takeUp(Duty duty) {
        current = duty;
        forwarders = duty.forwarders;
        rounds = Math.max(1, BURSTS_A_CYCLE / Math.max(1, forwarders.length));
        timed = timed && forwarders.length > 0;
        duty.takenUp.countDown();
    }

    @Override
    public void onClose() {
        RteEal.rte_thread_unregister();
    }

    @Override
    public String roleName() {
        return "poller-" + lcore;
    }

    int lcore() {
        return lcore;
    }

    CompletableFuture<Void> started() {
        return started;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    PollerCounters counters() {
        return counters;
    }

    /** Control thread: has the poller forward these and nothing else from its next duty cycle on. */
    CountDownLatch assign(List<BurstForwarder> all) {
        Duty duty = new Duty(all);
        wanted = duty;
        return duty.takenUp;
    }
}
