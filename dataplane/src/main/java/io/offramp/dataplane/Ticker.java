package io.offramp.dataplane;

import io.offramp.dataplane.eal.EalThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has the control thread look after the pairs again and again; one that is busy is not given the same work twice. */
final class Ticker implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("offramp-ticker").daemon().factory());
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    Ticker(EalThread thread, Duration every, Runnable work) {
        timer.scheduleWithFixedDelay(() -> tick(thread, work), every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tick(EalThread thread, Runnable work) {
        if (!last.isDone()) {
            return;
        }
        try {
            last = thread.submit(Executors.callable(work));
        } catch (RejectedExecutionException busy) {
            // Callers come first; there is a next time.
            last = CompletableFuture.completedFuture(null);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
