package io.offramp.dataplane.forward;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of a forwarder: written by its poller only, read by any thread. A sequence lock makes each reading
 * consistent: the version is odd while a burst is being added, and a reader tries again until it saw one even version
 * around its reads. The writer never waits.
 */
final class ForwardCounters {
    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(ForwardCounters.class, "version", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private long version;
    private long rxPackets;
    private long txPackets;
    private long ringFull;
    private long ringFullBytes;

    /** Poller only. */
    void add(int received, int sent, long unsentBytes) {
        long before = version;
        VERSION.setOpaque(this, before + 1);
        VarHandle.storeStoreFence();
        rxPackets += received;
        txPackets += sent;
        ringFull += received - sent;
        ringFullBytes += unsentBytes;
        VERSION.setRelease(this, before + 2);
    }

    ForwardStats read() {
        while (true) {
            long before = (long) VERSION.getAcquire(this);
            ForwardStats stats = new ForwardStats(rxPackets, txPackets, ringFull, ringFullBytes);
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && (long) VERSION.getOpaque(this) == before) {
                return stats;
            }
            Thread.onSpinWait();
        }
    }
}
