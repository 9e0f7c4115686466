package io.offramp.e2e.service;

import io.offramp.client.model.Counters;
import io.offramp.client.model.FromKernel;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.ToKernel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;

/** Follows {@code /counters/stream} and checks the ledger of every pair in every snapshot. */
public final class LedgerWatch implements AutoCloseable {
    private final AtomicLong snapshots = new AtomicLong();
    private final AtomicLong moving = new AtomicLong();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final Disposable subscription;
    /** Written and read by the stream's thread alone. */
    private long lastTotal;

    private LedgerWatch(Service service, String interval) {
        subscription = service.counters()
                .streamCounters(interval)
                .subscribe(this::check, failure -> broken.add("the stream failed: " + failure));
    }

    /**
     * Starts to follow.
     *
     * @param service the service
     * @param interval time between two snapshots, as an ISO 8601 duration
     * @return the watch
     */
    public static LedgerWatch of(Service service, String interval) {
        return new LedgerWatch(service, interval);
    }

    private void check(Counters counters) {
        snapshots.incrementAndGet();
        long total = 0;
        for (PairCounters pair : counters.getPairs()) {
            ToKernel there = pair.getToKernel();
            FromKernel back = pair.getFromKernel();
            total += there.getRxPackets() + back.getRxPackets();
            boolean balanced = there.getRxPackets()
                            == there.getTxPackets() + there.getFiltered() + there.getPoliced() + there.getRingFull()
                    && back.getRxPackets() == back.getTxPackets() + back.getRingFull();
            if (!balanced) {
                broken.add(counters.getTime() + " " + pair);
            }
        }
        if (total != lastTotal) {
            moving.incrementAndGet();
        }
        lastTotal = total;
    }

    /**
     * Snapshots that were checked.
     *
     * @return how many
     */
    public long snapshots() {
        return snapshots.get();
    }

    /**
     * Snapshots in which packets had moved since the one before.
     *
     * @return how many
     */
    public long moving() {
        return moving.get();
    }

    /**
     * Snapshots in which a ledger did not balance, and failures of the stream.
     *
     * @return a message each
     */
    public List<String> broken() {
        return List.copyOf(broken);
    }

    /** Ends the stream. */
    @Override
    public void close() {
        subscription.dispose();
    }
}
