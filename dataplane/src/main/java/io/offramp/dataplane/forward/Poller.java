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
 * next round and says so, and from then on touches nothing of the one before.
 */
final class Poller implements Agent {
    private final int lcore;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    /** Control thread: writes; poller: reads. */
    private volatile Duty wanted = new Duty(List.of());

    private Duty current = wanted;
    private BurstForwarder[] forwarders = {};

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

    @Override
    public int doWork() {
        Duty duty = wanted;
        if (duty != current) {
            current = duty;
            forwarders = duty.forwarders;
            duty.takenUp.countDown();
        }
        try {
            int packets = 0;
            for (BurstForwarder forwarder : forwarders) {
                packets += forwarder.forward(mbufs);
            }
            return packets;
        } catch (Throwable failed) {
            failure = failed;
            throw new AgentTerminationException(failed);
        }
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

    /** Control thread: has the poller forward these and nothing else from its next round on. */
    CountDownLatch assign(List<BurstForwarder> all) {
        Duty duty = new Duty(all);
        wanted = duty;
        return duty.takenUp;
    }
}
