package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.EalThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** The dataplane on DPDK: hands every call to the control thread. */
final class DpdkDataplane implements Dataplane {
    /** DPDK has no notification of a link that every driver gives; the kernel's own come at once. */
    private static final Duration LOOK_AT_LINKS_EVERY = Duration.ofMillis(200);

    private static final Duration LOOK_AFTER_PAIRS_EVERY = Duration.ofSeconds(1);

    private final EalThread thread;
    private final Control control;
    private final Ticker pairTicker;
    private final Ticker linkTicker;
    private final KernelWatch kernelWatch;
    private boolean closed;

    private DpdkDataplane(EalThread thread, Control control) {
        this.thread = thread;
        this.control = control;
        Runnable keepInStep = control.keepInStep();
        this.pairTicker = new Ticker(thread, LOOK_AFTER_PAIRS_EVERY, control.lookAfterPairs());
        this.linkTicker = new Ticker(thread, LOOK_AT_LINKS_EVERY, keepInStep);
        this.kernelWatch = new KernelWatch(control.monitor(), thread, keepInStep, control.catchUp());
    }

    static DpdkDataplane open(DataplaneConfig config, PairStore store, Consumer<Event> events) {
        EalThread thread = new EalThread(config.commandQueue());
        try {
            return new DpdkDataplane(
                    thread,
                    thread.submit(() -> new Control(config, store, events)).join());
        } catch (CompletionException failed) {
            thread.close();
            throw Failures.of(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    private <T> CompletableFuture<T> submit(Callable<T> command) {
        try {
            return thread.submit(() -> {
                try {
                    return command.call();
                } catch (Throwable failed) {
                    throw Failures.of(failed);
                }
            });
        } catch (RejectedExecutionException refused) {
            return CompletableFuture.failedFuture(
                    thread.closed()
                            ? new DataplaneException(
                                    Code.DOWN,
                                    null,
                                    "the dataplane is closed",
                                    "Try again when the service has started.")
                            : new DataplaneException(
                                    Code.BUSY,
                                    null,
                                    "too many commands wait for the control thread",
                                    "Try again in a moment."));
        }
    }

    @SuppressWarnings("NullAway") // the only value of Void
    private CompletableFuture<Void> run(Runnable command) {
        return submit(() -> {
            command.run();
            return null;
        });
    }

    @Override
    public CompletableFuture<Host> host() {
        return submit(control::host);
    }

    @Override
    public CompletableFuture<List<Check>> preflight() {
        return submit(control::preflight);
    }

    @Override
    public CompletableFuture<List<Port>> ports() {
        return submit(control::ports);
    }

    @Override
    public CompletableFuture<Port> port(String name) {
        return submit(() -> control.port(name));
    }

    @Override
    public CompletableFuture<Port> plug(String devargs, boolean bind) {
        return submit(() -> control.plug(devargs, bind));
    }

    @Override
    public CompletableFuture<Void> unplug(String name) {
        return run(() -> control.unplug(name));
    }

    @Override
    public CompletableFuture<List<Pair>> pairs() {
        return submit(control::pairs);
    }

    @Override
    public CompletableFuture<Pair> pair(String name) {
        return submit(() -> control.pair(name));
    }

    @Override
    public CompletableFuture<Pair> createPair(PairSpec spec) {
        return submit(() -> control.createPair(spec));
    }

    @Override
    public CompletableFuture<PairPlan> planPair(PairSpec spec) {
        return submit(() -> control.planPair(spec));
    }

    @Override
    public CompletableFuture<PairChange> putPair(PairSpec spec, Precondition precondition) {
        return submit(() -> control.putPair(spec, precondition));
    }

    @Override
    public CompletableFuture<Void> deletePair(String name, Precondition precondition) {
        return run(() -> control.deletePair(name, precondition));
    }

    @Override
    public CompletableFuture<List<Tap>> taps() {
        return submit(control::taps);
    }

    @Override
    public CompletableFuture<Tap> tap(String name) {
        return submit(() -> control.tap(name));
    }

    @Override
    public CompletableFuture<Tap> changeTap(String name, TapChange change) {
        return submit(() -> control.changeTap(name, change));
    }

    @Override
    public CompletableFuture<Counters> counters() {
        return submit(control::counters);
    }

    @Override
    public CompletableFuture<PairWindow> window(String name, Duration length) {
        return submit(() -> control.window(name, length));
    }

    @Override
    public CompletableFuture<List<PollerStatus>> pollers() {
        return submit(control::pollers);
    }

    @Override
    public CompletableFuture<Snapshot> snapshot() {
        return submit(control::snapshot);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        kernelWatch.close();
        linkTicker.close();
        pairTicker.close();
        try {
            thread.submit(Executors.callable(control::close)).join();
        } catch (CompletionException failed) {
            throw Failures.of(failed.getCause() == null ? failed : failed.getCause());
        } finally {
            thread.close();
        }
    }
}
