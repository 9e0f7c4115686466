package io.offramp.dataplane.ethdev;

import io.offramp.dataplane.ffm.RteEal;
import io.offramp.dataplane.ffm.RteEthStructs;
import io.offramp.dataplane.ffm.RteMempool;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A mempool of mbufs. */
public final class Mempool implements AutoCloseable {
    /** Bytes in front of the packet that an mbuf keeps free ({@code RTE_PKTMBUF_HEADROOM}). */
    public static final int HEADROOM = RteEthStructs.RTE_PKTMBUF_HEADROOM;

    /** Mbufs that an lcore may keep to itself. */
    private static final int CACHE = 250;

    private static final int ANY_SOCKET = -1;

    private final String name;
    private final int mbufs;
    private final MemorySegment pool;

    private Mempool(String name, int mbufs, MemorySegment pool) {
        this.name = name;
        this.mbufs = mbufs;
        this.pool = pool;
    }

    /**
     * Makes a mempool on any NUMA node.
     *
     * @param name its name, unique in the process
     * @param mbufs how many, best a power of two less one
     * @param dataRoom bytes of packet data in each, headroom included
     * @return the mempool
     */
    public static Mempool create(String name, int mbufs, int dataRoom) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pool = RteMempool.rte_pktmbuf_pool_create(
                    arena.allocateFrom(name), mbufs, CACHE, (short) 0, (short) dataRoom, ANY_SOCKET);
            if (pool.equals(MemorySegment.NULL)) {
                int errno = RteEal.rte_errno();
                throw new EthdevException(
                        EthdevException.call(
                                "rte_pktmbuf_pool_create", "name", name, "n", mbufs, "data_room_size", dataRoom),
                        errno);
            }
            return new Mempool(name, mbufs, pool);
        }
    }

    /**
     * How many mbufs it has.
     *
     * @return free and used ones
     */
    public int mbufs() {
        return mbufs;
    }

    /**
     * Free mbufs.
     *
     * @return those in the lcores' caches included
     */
    public int available() {
        return RteMempool.rte_mempool_avail_count(pool);
    }

    MemorySegment pointer() {
        return pool;
    }

    @Override
    public void close() {
        RteMempool.rte_mempool_free(pool);
    }

    @Override
    public String toString() {
        return name;
    }
}
