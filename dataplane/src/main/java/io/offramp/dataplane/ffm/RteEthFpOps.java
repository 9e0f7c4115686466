package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The fast path of librte_ethdev: {@code rte_eth_rx_burst} and {@code rte_eth_tx_burst} are inline functions in C, which
 * call through the exported table {@code rte_eth_fp_ops} ({@code rte_ethdev_core.h}). So does this class.
 *
 * <p>An entry points at a dummy until its port has been started, and drivers choose their burst function at the start:
 * take {@link Queue}s anew after each start. Rx and tx callbacks ({@code rte_eth_add_rx_callback}) are not called: they
 * are C functions registered in this process, and the service registers none.
 */
public final class RteEthFpOps {
    private static final MethodHandle BURST = NativeLibrary.pointer(JAVA_SHORT, ADDRESS, ADDRESS, JAVA_SHORT);

    private static final DpdkLayouts LAYOUTS = Dpdk.get().layouts();
    private static final String TYPE = "struct rte_eth_fp_ops";
    private static final long SIZE = LAYOUTS.size(TYPE);
    private static final MemorySegment TABLE = table();

    private RteEthFpOps() {}

    private static MemorySegment table() {
        return Pointers.struct(
                Dpdk.get().library("ethdev").symbol("rte_eth_fp_ops"), SIZE * LAYOUTS.value("RTE_MAX_ETHPORTS"));
    }

    /**
     * One queue of a started port, in one direction.
     *
     * @param function {@code eth_rx_burst_t} or {@code eth_tx_burst_t} of the driver
     * @param data the driver's queue
     */
    public record Queue(MemorySegment function, MemorySegment data) {

        /**
         * Receives or sends a burst. Any thread, but never two at once on one queue.
         *
         * @param mbufs {@code struct rte_mbuf **}: filled in when receiving, read when sending
         * @param count how many at most
         * @return how many were received or sent, 0 to count
         */
        public int burst(MemorySegment mbufs, int count) {
            try {
                return Short.toUnsignedInt((short) BURST.invokeExact(function, data, mbufs, (short) count));
            } catch (Throwable thrown) {
                throw NativeLibrary.fault(thrown);
            }
        }
    }

    /**
     * A receive queue.
     *
     * @param port a started port
     * @param queue its queue
     * @return the queue as it is after this start
     */
    public static Queue rx(int port, int queue) {
        return entry(port, queue, "rx_pkt_burst", "rxq.data");
    }

    /**
     * A transmit queue.
     *
     * @param port a started port
     * @param queue its queue
     * @return the queue as it is after this start
     */
    public static Queue tx(int port, int queue) {
        return entry(port, queue, "tx_pkt_burst", "txq.data");
    }

    private static Queue entry(int port, int queue, String function, String data) {
        MemorySegment ops = TABLE.asSlice(port * SIZE, SIZE);
        MemorySegment queues =
                Pointers.struct(ops.get(ADDRESS, LAYOUTS.offset(TYPE, data)), (queue + 1L) * ADDRESS.byteSize());
        return new Queue(ops.get(ADDRESS, LAYOUTS.offset(TYPE, function)), queues.getAtIndex(ADDRESS, queue));
    }
}
