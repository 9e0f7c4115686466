package io.offramp.dataplane.ethdev;

import io.offramp.dataplane.eal.MemoryDemand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mempools, all made at the start: memory added later would pause every virtio_user queue while the memory table is
 * sent to the kernel anew. A port leases one, for itself and the virtio_user port of its pair, so that a pair whose
 * packets pile up takes no mbuf from another; and all mbufs of a queue come from one mempool, as
 * {@code RTE_ETH_TX_OFFLOAD_MBUF_FAST_FREE} demands.
 */
public final class MempoolSet implements AutoCloseable {
    private static final long PAGE = 4096;
    private static final long MEGABYTE = 1024 * 1024;
    private static final int RINGS_MEGABYTES = 96;

    private final List<Mempool> all = new ArrayList<>();
    private final Deque<Mempool> free = new ArrayDeque<>();
    private final Map<String, Mempool> leased = new HashMap<>();
    private final int mbufs;
    private final int dataRoom;

    /**
     * Makes the mempools.
     *
     * @param count how many
     * @param mbufs mbufs in each
     * @param dataRoom bytes of packet data an mbuf, headroom included
     */
    public MempoolSet(int count, int mbufs, int dataRoom) {
        this.mbufs = mbufs;
        this.dataRoom = dataRoom;
        try {
            for (int i = 0; i < count; i++) {
                all.add(Mempool.create("offramp" + i, mbufs, dataRoom));
            }
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
        free.addAll(all);
    }

    /**
     * The memory that such a set needs, with room for the ports' rings.
     *
     * @param count how many mempools
     * @param mbufs mbufs in each
     * @param dataRoom bytes of packet data an mbuf
     * @return what to ask EAL for
     */
    public static MemoryDemand demand(int count, int mbufs, int dataRoom) {
        // An mbuf's own 128 bytes, the mempool's header and trailer, and padding that spreads objects over memory
        // channels.
        long mbuf = dataRoom + 128 + 64 + 128;
        long paged = mbuf <= PAGE ? PAGE : mbuf;
        return new MemoryDemand(megabytes(count, mbufs, mbuf), megabytes(count, mbufs, paged));
    }

    private static int megabytes(int count, int mbufs, long mbuf) {
        long mempool = mbufs * mbuf + MEGABYTE;
        return (int) (count * mempool / MEGABYTE) + RINGS_MEGABYTES;
    }

    /**
     * Leases a mempool to a port; a port that has one gets the same again.
     *
     * @param port the port's device name
     * @return a mempool, or empty when all are leased
     */
    public Optional<Mempool> lease(String port) {
        Mempool own = leased.get(port);
        if (own != null) {
            return Optional.of(own);
        }
        Optional<Mempool> next = Optional.ofNullable(free.poll());
        next.ifPresent(mempool -> leased.put(port, mempool));
        return next;
    }

    /**
     * Gives a port's mempool back. Drivers may keep mbufs in the rings of a stopped port: then the port keeps its mempool
     * for its next pair, until it is unplugged.
     *
     * @param port the port's device name
     */
    public void release(String port) {
        Mempool mempool = leased.get(port);
        if (mempool != null && mempool.available() == mempool.mbufs()) {
            leased.remove(port);
            free.add(mempool);
        }
    }

    /**
     * How many there are.
     *
     * @return leased and free ones
     */
    public int size() {
        return all.size();
    }

    /**
     * How many are free.
     *
     * @return those that another port could lease
     */
    public int freeCount() {
        return free.size();
    }

    /**
     * Free mbufs of the mempools that are leased.
     *
     * @return by the name of the port that leases
     */
    public Map<String, Integer> freeMbufs() {
        Map<String, Integer> counts = new HashMap<>();
        leased.forEach((port, mempool) -> counts.put(port, mempool.available()));
        return counts;
    }

    /**
     * Mbufs that are left to the port that has the fewest.
     *
     * @return free mbufs of a mempool; {@link #mbufs} when none is leased
     */
    public int leastAvailable() {
        return leased.values().stream().mapToInt(Mempool::available).min().orElse(mbufs);
    }

    /**
     * Mbufs in each.
     *
     * @return their number
     */
    public int mbufs() {
        return mbufs;
    }

    /**
     * Packet data that an mbuf holds.
     *
     * @return bytes, headroom included
     */
    public int dataRoom() {
        return dataRoom;
    }

    @Override
    public void close() {
        all.reversed().forEach(Mempool::close);
        all.clear();
        free.clear();
        leased.clear();
    }
}
