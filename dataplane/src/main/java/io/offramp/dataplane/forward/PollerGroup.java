package io.offramp.dataplane.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pollers and who forwards what. All methods are for the control thread. */
public final class PollerGroup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollerGroup.class);

    /** A duty cycle lasts microseconds; a poller that takes longer than this is dead or starved of its CPU. */
    private static final long ANSWER_SECONDS = 10;

    private final List<Worker> workers = new ArrayList<>();
    private @Nullable PollerMeter meter;

    private record Worker(Poller poller, AgentRunner runner, Map<ExceptionPath, List<BurstForwarder>> work) {
        List<BurstForwarder> all() {
            return work.values().stream().flatMap(List::stream).toList();
        }
    }

    /**
     * Starts a poller on each lcore.
     *
     * @param lcores CPUs that the process may use
     * @param idle makes the idle strategy of a poller
     * @return the group when every poller is registered and pinned
     */
    public static PollerGroup start(List<Integer> lcores, Supplier<IdleStrategy> idle) {
        PollerGroup group = new PollerGroup();
        try {
            for (int lcore : lcores) {
                group.startPoller(lcore, idle.get());
            }
            group.meter = new PollerMeter(group.workers.stream()
                    .map(worker -> worker.poller().counters())
                    .toList());
        } catch (RuntimeException failed) {
            group.close();
            throw failed;
        }
        return group;
    }

    private void startPoller(int lcore, IdleStrategy idle) {
        Poller poller = new Poller(lcore);
        AgentRunner runner = new AgentRunner(
                idle,
                failed -> LOG.error("{} stopped: {}", poller.roleName(), failed.getMessage(), failed),
                null,
                poller);
        AgentRunner.startOnThread(runner, Thread.ofPlatform().factory()::newThread);
        workers.add(new Worker(poller, runner, new LinkedHashMap<>()));
        try {
            poller.started().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /**
     * Has a path forwarded; each queue pair goes to the poller that has the fewest.
     *
     * @param path a path of two started ports
     * @return the lcores that forward it, in ascending order, when they do
     */
    public List<Integer> add(ExceptionPath path) {
        for (int queue = 0; queue < path.queues(); queue++) {
            Worker idlest = workers.stream()
                    .min(Comparator.comparingInt(worker -> worker.all().size()))
                    .orElseThrow();
            idlest.work().computeIfAbsent(path, first -> new ArrayList<>()).addAll(path.queue(queue));
        }
        List<Worker> concerned = workers.stream()
                .filter(worker -> worker.work().containsKey(path))
                .toList();
        concerned.forEach(PollerGroup::assign);
        return concerned.stream()
                .map(worker -> worker.poller().lcore())
                .sorted()
                .toList();
    }

    /**
     * Ends the forwarding of a path. When this returns no poller will touch its ports again; other paths go on meanwhile.
     *
     * @param path a path, which need not be forwarded
     */
    public void remove(ExceptionPath path) {
        for (Worker worker : workers) {
            if (worker.work().remove(path) != null) {
                assign(worker);
            }
        }
    }

    private static void assign(Worker worker) {
        Poller poller = worker.poller();
        try {
            if (poller.assign(worker.all()).await(ANSWER_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // A poller that has failed will not touch a port again either.
        if (poller.failure() == null) {
            throw new IllegalStateException(
                    "%s did not take up its new duty within %d s".formatted(poller.roleName(), ANSWER_SECONDS));
        }
    }

    /**
     * Whether every poller of a path still polls.
     *
     * @param path a path that was added
     * @return false when one has stopped on a failure
     */
    public boolean alive(ExceptionPath path) {
        return workers.stream()
                .filter(worker -> worker.work().containsKey(path))
                .allMatch(worker -> worker.poller().failure() == null);
    }

    /**
     * The lcores of the pollers.
     *
     * @return in the order of their start
     */
    public List<Integer> lcores() {
        return workers.stream().map(worker -> worker.poller().lcore()).toList();
    }

    /**
     * What the pollers do.
     *
     * @return in the order of their start
     */
    public List<PollerReading> read() {
        if (meter == null) {
            throw new IllegalStateException("the pollers are stopped");
        }
        List<PollerWindow> windows = meter.windows();
        return IntStream.range(0, workers.size())
                .mapToObj(i -> reading(workers.get(i), windows.get(i)))
                .toList();
    }

    private static PollerReading reading(Worker worker, PollerWindow window) {
        Poller poller = worker.poller();
        return new PollerReading(
                poller.lcore(),
                poller.failure() == null,
                List.copyOf(worker.work().keySet()),
                window);
    }

    /** Stops every poller and waits until its thread has ended. */
    @Override
    public void close() {
        if (meter != null) {
            meter.close();
            meter = null;
        }
        workers.reversed().forEach(worker -> worker.runner().close());
        workers.clear();
    }
}
