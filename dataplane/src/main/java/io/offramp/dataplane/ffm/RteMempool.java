package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * librte_mempool and librte_mbuf: mempools and the mbufs in them ({@code rte_mempool.h}, {@code rte_mbuf.h}).
 */
public final class RteMempool {
    private static final NativeLibrary MEMPOOL = Dpdk.get().library("mempool");
    private static final MethodHandle RTE_MEMPOOL_AVAIL_COUNT =
            MEMPOOL.function("rte_mempool_avail_count", JAVA_INT, ADDRESS);
    private static final MethodHandle RTE_MEMPOOL_FREE = MEMPOOL.procedure("rte_mempool_free", ADDRESS);

    private static final NativeLibrary LIBRARY = Dpdk.get().library("mbuf");
    private static final MethodHandle RTE_PKTMBUF_POOL_CREATE = LIBRARY.function(
            "rte_pktmbuf_pool_create", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_SHORT, JAVA_SHORT, JAVA_INT);
    private static final MethodHandle RTE_PKTMBUF_FREE_BULK =
            LIBRARY.procedure("rte_pktmbuf_free_bulk", ADDRESS, JAVA_INT);

    private RteMempool() {}

    /**
     * Makes a mempool of mbufs.
     *
     * @param name {@code const char *}, unique in the process
     * @param n number of mbufs, best a power of two less one
     * @param cache_size mbufs that an lcore may keep to itself, 0 to 512
     * @param priv_size bytes of application data an mbuf
     * @param data_room_size bytes of packet data an mbuf, headroom included
     * @param socket_id NUMA node, or -1 for any
     * @return {@code struct rte_mempool *}, or NULL with rte_errno set
     */
    public static MemorySegment rte_pktmbuf_pool_create(
            MemorySegment name, int n, int cache_size, short priv_size, short data_room_size, int socket_id) {
        try {
            return (MemorySegment)
                    RTE_PKTMBUF_POOL_CREATE.invokeExact(name, n, cache_size, priv_size, data_room_size, socket_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Frees packets.
     *
     * @param mbufs {@code struct rte_mbuf **}
     * @param count how many
     */
    public static void rte_pktmbuf_free_bulk(MemorySegment mbufs, int count) {
        try {
            RTE_PKTMBUF_FREE_BULK.invokeExact(mbufs, count);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Free mbufs of a mempool, those in the lcores' caches included.
     *
     * @param mp {@code const struct rte_mempool *}
     * @return their number
     */
    public static int rte_mempool_avail_count(MemorySegment mp) {
        try {
            return (int) RTE_MEMPOOL_AVAIL_COUNT.invokeExact(mp);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Frees a mempool; no mbuf of it may be in use.
     *
     * @param mp {@code struct rte_mempool *}
     */
    public static void rte_mempool_free(MemorySegment mp) {
        try {
            RTE_MEMPOOL_FREE.invokeExact(mp);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }
}
