package io.offramp.dataplane;

import io.offramp.dataplane.eal.EalThread;
import io.offramp.dataplane.netlink.LinkMonitor;
import io.offramp.dataplane.netlink.LinkMonitor.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that waits for the kernel's notifications and has the control thread look at once. */
final class KernelWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelWatch.class);
    private static final Duration LONG = Duration.ofHours(1);

    private final LinkMonitor monitor;
    private final EalThread control;
    private final Runnable look;
    private final Runnable catchUp;
    private final Thread thread;

    /** Asked after each wait: a wake-up that meets a change is spent on that wait, which answers only the change. */
    private volatile boolean closing;

    /**
     * @param monitor ended by {@link #close}, but closed by its owner
     * @param look reads what there is, after a notification
     * @param catchUp the same after notifications were lost
     */
    KernelWatch(LinkMonitor monitor, EalThread control, Runnable look, Runnable catchUp) {
        this.monitor = monitor;
        this.control = control;
        this.look = look;
        this.catchUp = catchUp;
        this.thread = Thread.ofPlatform().name("offramp-netlink").daemon().start(this::watch);
    }

    private void watch() {
        while (true) {
            Outcome outcome = monitor.await(LONG);
            if (closing || outcome == Outcome.CLOSED) {
                return;
            }
            submitAndWait(outcome == Outcome.OVERRUN ? catchUp : look);
        }
    }

    /** Waits, so that a storm of notifications meanwhile becomes one look more and not a queue of them. */
    private void submitAndWait(Runnable work) {
        try {
            CompletableFuture<?> looked = control.submit(Executors.callable(work));
            looked.join();
        } catch (RejectedExecutionException busy) {
            LOG.debug("The control thread is busy; the ticker looks within a moment", busy);
        } catch (CompletionException failed) {
            LOG.error("The kernel's changes could not be looked at", failed.getCause());
        }
    }

    @Override
    public void close() {
        closing = true;
        monitor.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
