package io.offramp.dataplane.eal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The control thread: the only one that calls EAL, ethdev control functions and netlink, which settles DPDK's thread
 * rules, CPU affinity and rte_errno at once. Commands wait in a bounded queue.
 */
public final class EalThread implements AutoCloseable {
    private final ThreadPoolExecutor executor;

    /**
     * Starts the thread.
     *
     * @param queue commands that may wait
     */
    public EalThread(int queue) {
        executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().name("eal-main").factory());
    }

    /**
     * Has a command carried out after those before it.
     *
     * @param command what to do
     * @param <T> what it gives
     * @return its result, or its exception unwrapped
     * @throws RejectedExecutionException when the queue is full or the thread is closed
     */
    public <T> CompletableFuture<T> submit(Callable<T> command) {
        CompletableFuture<T> result = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                result.complete(command.call());
            } catch (Throwable failed) {
                result.completeExceptionally(failed);
            }
        });
        return result;
    }

    /**
     * Whether it takes no more commands.
     *
     * @return true from {@link #close} on
     */
    public boolean closed() {
        return executor.isShutdown();
    }

    /** Carries out what waits, then ends the thread. */
    @Override
    public void close() {
        executor.close();
    }
}
