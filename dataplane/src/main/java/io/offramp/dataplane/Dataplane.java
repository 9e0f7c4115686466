package io.offramp.dataplane;

import java.util.List;
import java.util.concurrent.CompletableFuture;

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
     * @param config how
     * @return the dataplane, to be closed by the caller
     * @throws DataplaneException with {@code LIBRARY_MISSING}, {@code EAL_FAILED} or {@code NATIVE_FAILURE}
     */
    static Dataplane open(DataplaneConfig config) {
        return DpdkDataplane.open(config);
    }

    /**
     * The machine, its DPDK and what the service holds of it.
     *
     * @return a snapshot
     */
    CompletableFuture<Host> host();

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
     * @return the new port; fails with {@code INVALID_VALUE}, {@code PORT_EXISTS}, {@code PORT_LIMIT} or {@code
     *     DEVICE_REFUSED}
     */
    CompletableFuture<Port> plug(String devargs);

    /**
     * Unplugs a device.
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
     *     {@code PORT_IN_USE}, {@code TAP_EXISTS}, {@code BACKEND_UNAVAILABLE}, {@code PORT_LIMIT}, {@code MEMPOOL_LIMIT},
     *     {@code QUEUES_UNSUPPORTED}, {@code MTU_UNSUPPORTED}, {@code NETNS_UNSUPPORTED} or {@code DEVICE_REFUSED}
     */
    CompletableFuture<Pair> createPair(PairSpec spec);

    /**
     * Stops forwarding for a pair and removes its virtio_user port and tap. No other pair loses a packet.
     *
     * @param name its name
     * @return when nothing of it is left; fails with {@code PAIR_NOT_FOUND}
     */
    CompletableFuture<Void> deletePair(String name);

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
     * @return the tap afterwards; fails with {@code TAP_NOT_FOUND}, {@code INVALID_VALUE} or {@code MTU_UNSUPPORTED}
     */
    CompletableFuture<Tap> changeTap(String name, TapChange change);

    /**
     * The counters of every pair.
     *
     * @return a snapshot in which every ledger balances
     */
    CompletableFuture<Counters> counters();

    /**
     * All pollers.
     *
     * @return in the order of {@link DataplaneConfig#pollerLcores}
     */
    CompletableFuture<List<PollerStatus>> pollers();

    /** Removes every pair, stops the pollers and gives EAL's resources back. Blocks until done; a second call does nothing. */
    @Override
    void close();
}
