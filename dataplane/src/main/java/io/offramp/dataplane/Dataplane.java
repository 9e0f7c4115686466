package io.offramp.dataplane;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The dataplane: DPDK's ports, the pairs on them and their taps.
 *
 * <p>Every method may be called from any thread and returns at once. The work is done by one control thread in the order
 * of the calls. A future fails with a {@link DataplaneException}: never wrapped when it comes from the dataplane itself.
 * A call that failed has left nothing behind.
 */
public interface Dataplane extends AutoCloseable {

    /**
     * Opens the dataplane: initialises EAL, makes the mempools, starts the pollers. Once a process; blocks until done.
     *
     * <p>Then the remembered pairs are made: on the taps that have outlived the last process, which keep their ifindex,
     * addresses and routes, or with new ones. A pair that cannot be made is in the state FAILED, and tried again.
     *
     * @param config how
     * @param store where the wanted pairs are remembered
     * @param events is told what happens to pairs, on the control thread, and must neither block nor throw
     * @return the dataplane, to be closed by the caller
     * @throws DataplaneException with {@code LIBRARY_MISSING}, {@code EAL_FAILED}, {@code STATE_UNAVAILABLE} or {@code
     *     NATIVE_FAILURE}
     */
    static Dataplane open(DataplaneConfig config, PairStore store, Consumer<Event> events) {
        return DpdkDataplane.open(config, store, events);
    }

    /**
     * Checks whether this machine offers what the service needs, without EAL and without a change to the machine. Works
     * beside a running service, too; blocks for some milliseconds.
     *
     * @param config how the dataplane would be opened
     * @return in an order that does not change
     */
    static List<Check> checkMachine(DataplaneConfig config) {
        return Preflight.ofMachine(config);
    }

    /**
     * The machine, its DPDK and what the service holds of it.
     *
     * @return a snapshot
     */
    CompletableFuture<Host> host();

    /**
     * Checks whether the service has what it needs: the machine as in {@link #checkMachine}, what is left of ports,
     * mempools and mbufs, and where the vhost workers run.
     *
     * @return in an order that does not change
     */
    CompletableFuture<List<Check>> preflight();

    /**
     * All ports, virtio_user ports included.
     *
     * @return snapshots in order of their ids, without extended counters
     */
    CompletableFuture<List<Port>> ports();

    /**
     * One port.
     *
     * @param name its device name
     * @return a snapshot with its extended counters; fails with {@code PORT_NOT_FOUND}
     */
    CompletableFuture<Port> port(String name);

    /**
     * Hot-plugs a device.
     *
     * @param devargs as in EAL's {@code --vdev} or {@code --allow}: a device name, then its arguments, comma-separated
     * @param bind whether a NIC that a driver of the kernel has is bound to vfio-pci first; never one that the host's default
     *     route needs
     * @return the new port; fails with {@code INVALID_VALUE}, {@code PORT_EXISTS}, {@code PORT_LIMIT}, {@code
     *     DEVICE_IN_USE}, {@code STATE_UNAVAILABLE} or {@code DEVICE_REFUSED}
     */
    CompletableFuture<Port> plug(String devargs, boolean bind);

    /**
     * Unplugs a device. A NIC that {@link #plug} bound is given back to the kernel, also after a restart of the service.
     *
     * @param name its device name
     * @return when it is gone; fails with {@code PORT_NOT_FOUND} or, when a pair uses it, {@code PORT_IN_USE}
     */
    CompletableFuture<Void> unplug(String name);

    /**
     * All pairs.
     *
     * @return in order of their names
     */
    CompletableFuture<List<Pair>> pairs();

    /**
     * One pair.
     *
     * @param name its name
     * @return the pair; fails with {@code PAIR_NOT_FOUND}
     */
    CompletableFuture<Pair> pair(String name);

    /**
     * Creates a pair and starts to forward.
     *
     * @param spec what is wanted
     * @return the pair when it forwards; fails with {@code INVALID_VALUE}, {@code PORT_NOT_FOUND}, {@code PAIR_EXISTS},
     *     {@code PORT_IN_USE}, {@code TAP_EXISTS}, {@code SOCKET_IN_USE}, {@code DEVICE_IN_USE}, {@code BACKEND_UNAVAILABLE}, {@code PORT_LIMIT}, {@code MEMPOOL_LIMIT},
     *     {@code QUEUES_UNSUPPORTED}, {@code MTU_UNSUPPORTED}, {@code NETNS_NOT_FOUND}, {@code STATE_UNAVAILABLE} or
     *     {@code DEVICE_REFUSED}
     */
    CompletableFuture<Pair> createPair(PairSpec spec);

    /**
     * Tells what {@link #putPair} would do. Nothing is changed.
     *
     * @param spec what is wanted
     * @return the plan; fails as {@link #putPair} does with what can be known beforehand
     */
    CompletableFuture<PairPlan> planPair(PairSpec spec);

    /**
     * Makes of a pair what is wanted, with the least disturbance, or creates it. When that fails the pair is as it was.
     *
     * @param spec what is wanted; a {@code null} in it asks for the default, as for a new pair
     * @param precondition what must hold of the pair
     * @return the pair and what was done; fails with {@code PRECONDITION_FAILED} or as {@link #createPair} does
     */
    CompletableFuture<PairChange> putPair(PairSpec spec, Precondition precondition);

    /**
     * Stops forwarding for a pair, removes its virtio_user port and its tap and forgets it. No other pair loses a packet.
     *
     * @param name its name
     * @param precondition what must hold of the pair
     * @return when nothing of it is left; fails with {@code PAIR_NOT_FOUND}, {@code PRECONDITION_FAILED} or {@code
     *     STATE_UNAVAILABLE}
     */
    CompletableFuture<Void> deletePair(String name, Precondition precondition);

    /**
     * The taps of all pairs.
     *
     * @return in order of their names
     */
    CompletableFuture<List<Tap>> taps();

    /**
     * The tap of a pair.
     *
     * @param name the tap's name
     * @return the tap; fails with {@code TAP_NOT_FOUND}, also for interfaces that are not ours
     */
    CompletableFuture<Tap> tap(String name);

    /**
     * Changes a tap through netlink.
     *
     * @param name the tap's name
     * @param change what to change
     * @return the tap afterwards; fails with {@code TAP_NOT_FOUND}, {@code INVALID_VALUE}, {@code MTU_UNSUPPORTED} or {@code
     *     STATE_UNAVAILABLE}
     */
    CompletableFuture<Tap> changeTap(String name, TapChange change);

    /**
     * The counters of every pair.
     *
     * @return a snapshot in which every ledger balances
     */
    CompletableFuture<Counters> counters();

    /**
     * What became of a pair's packets within the last so many seconds.
     *
     * @param name its name
     * @param length how far back, 1 to {@link PairWindow#MAX_SECONDS} seconds; the readings are a second apart, so it is up to
     *     a second more, and less where the pair was built later
     * @return from there to now; fails with {@code PAIR_NOT_FOUND}
     */
    CompletableFuture<PairWindow> window(String name, Duration length);

    /**
     * All pollers.
     *
     * @return in the order of {@link DataplaneConfig#pollerLcores}
     */
    CompletableFuture<List<PollerStatus>> pollers();

    /**
     * Everything at once, for those who record it.
     *
     * @return a snapshot, as cheap as any other call
     */
    CompletableFuture<Snapshot> snapshot();

    /**
     * Takes every pair apart, stops the pollers and gives EAL's resources back. Taps that persist stay, without a carrier, and
     * the pairs are remembered. Blocks until done; a second call does nothing.
     */
    @Override
    void close();
}
