package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** {@code struct rte_malloc_socket_stats} ({@code rte_malloc.h}). */
public final class RteMemory {
    private static final DpdkLayouts LAYOUTS = Dpdk.get().layouts();
    private static final String TYPE = "struct rte_malloc_socket_stats";

    /** Bytes of the structure. */
    public static final long STATS_SIZE = LAYOUTS.size(TYPE);

    private static final long HEAP_TOTALSZ_BYTES = LAYOUTS.offset(TYPE, "heap_totalsz_bytes");
    private static final long HEAP_ALLOCSZ_BYTES = LAYOUTS.offset(TYPE, "heap_allocsz_bytes");

    private RteMemory() {}

    /**
     * {@code heap_totalsz_bytes}.
     *
     * @param stats a filled structure
     * @return bytes
     */
    public static long heapTotal(MemorySegment stats) {
        return stats.get(JAVA_LONG, HEAP_TOTALSZ_BYTES);
    }

    /**
     * {@code heap_allocsz_bytes}.
     *
     * @param stats a filled structure
     * @return bytes
     */
    public static long heapAllocated(MemorySegment stats) {
        return stats.get(JAVA_LONG, HEAP_ALLOCSZ_BYTES);
    }
}
