package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** The structures of {@code rte_ethdev.h} that are filled or read here, under the names of their C members. */
public final class RteEthStructs {
    private static final DpdkLayouts LAYOUTS = Dpdk.get().layouts();

    /** {@code RTE_MAX_ETHPORTS}. */
    public static final int RTE_MAX_ETHPORTS = (int) LAYOUTS.value("RTE_MAX_ETHPORTS");

    /** {@code RTE_ETH_NAME_MAX_LEN}, the terminating NUL included. */
    public static final int RTE_ETH_NAME_MAX_LEN = (int) LAYOUTS.value("RTE_ETH_NAME_MAX_LEN");

    /** {@code RTE_PKTMBUF_HEADROOM}. */
    public static final int RTE_PKTMBUF_HEADROOM = (int) LAYOUTS.value("RTE_PKTMBUF_HEADROOM");

    /** {@code RTE_ETH_TX_OFFLOAD_MBUF_FAST_FREE}. */
    public static final long RTE_ETH_TX_OFFLOAD_MBUF_FAST_FREE = LAYOUTS.value("RTE_ETH_TX_OFFLOAD_MBUF_FAST_FREE");

    private static final long PKT_LEN = LAYOUTS.offset("struct rte_mbuf", "pkt_len");

    private RteEthStructs() {}

    private static MemorySegment allocate(SegmentAllocator allocator, String type) {
        return allocator.allocate(LAYOUTS.size(type), Long.BYTES);
    }

    /** {@code struct rte_eth_conf}. */
    public static final class Conf {
        private static final String TYPE = "struct rte_eth_conf";
        private static final long RXMODE_MTU = LAYOUTS.offset(TYPE, "rxmode.mtu");
        private static final long TXMODE_OFFLOADS = LAYOUTS.offset(TYPE, "txmode.offloads");
        private static final long INTR_CONF = LAYOUTS.offset(TYPE, "intr_conf");

        /** {@code intr_conf.lsc}, the first bit. */
        private static final int LSC = 1;

        private Conf() {}

        /**
         * A zeroed structure with these members set.
         *
         * @param allocator where
         * @param mtu {@code rxmode.mtu}
         * @param txOffloads {@code txmode.offloads}
         * @param lsc {@code intr_conf.lsc}
         * @return the structure
         */
        public static MemorySegment allocate(SegmentAllocator allocator, int mtu, long txOffloads, boolean lsc) {
            MemorySegment conf = RteEthStructs.allocate(allocator, TYPE);
            conf.set(JAVA_INT, RXMODE_MTU, mtu);
            conf.set(JAVA_LONG, TXMODE_OFFLOADS, txOffloads);
            conf.set(JAVA_INT, INTR_CONF, lsc ? LSC : 0);
            return conf;
        }
    }

    /** {@code struct rte_eth_dev_info}. */
    public static final class DevInfo {
        private static final String TYPE = "struct rte_eth_dev_info";
        private static final long DRIVER_NAME = LAYOUTS.offset(TYPE, "driver_name");
        private static final long MAX_MTU = LAYOUTS.offset(TYPE, "max_mtu");
        private static final long MAX_RX_QUEUES = LAYOUTS.offset(TYPE, "max_rx_queues");
        private static final long MAX_TX_QUEUES = LAYOUTS.offset(TYPE, "max_tx_queues");
        private static final long TX_OFFLOAD_CAPA = LAYOUTS.offset(TYPE, "tx_offload_capa");

        private DevInfo() {}

        /**
         * A zeroed structure.
         *
         * @param allocator where
         * @return the structure
         */
        public static MemorySegment allocate(SegmentAllocator allocator) {
            return RteEthStructs.allocate(allocator, TYPE);
        }

        /**
         * {@code driver_name}.
         *
         * @param info a filled structure
         * @return its text
         */
        public static String driverName(MemorySegment info) {
            return Pointers.string(info.get(ADDRESS, DRIVER_NAME));
        }

        /**
         * {@code max_mtu}.
         *
         * @param info a filled structure
         * @return bytes
         */
        public static int maxMtu(MemorySegment info) {
            return Short.toUnsignedInt(info.get(JAVA_SHORT, MAX_MTU));
        }

        /**
         * {@code max_rx_queues}.
         *
         * @param info a filled structure
         * @return queues
         */
        public static int maxRxQueues(MemorySegment info) {
            return Short.toUnsignedInt(info.get(JAVA_SHORT, MAX_RX_QUEUES));
        }

        /**
         * {@code max_tx_queues}.
         *
         * @param info a filled structure
         * @return queues
         */
        public static int maxTxQueues(MemorySegment info) {
            return Short.toUnsignedInt(info.get(JAVA_SHORT, MAX_TX_QUEUES));
        }

        /**
         * {@code tx_offload_capa}.
         *
         * @param info a filled structure
         * @return {@code RTE_ETH_TX_OFFLOAD_*}
         */
        public static long txOffloadCapa(MemorySegment info) {
            return info.get(JAVA_LONG, TX_OFFLOAD_CAPA);
        }
    }

    /** {@code struct rte_eth_stats}. */
    public static final class Stats {
        private static final String TYPE = "struct rte_eth_stats";

        private Stats() {}

        /**
         * A zeroed structure.
         *
         * @param allocator where
         * @return the structure
         */
        public static MemorySegment allocate(SegmentAllocator allocator) {
            return RteEthStructs.allocate(allocator, TYPE);
        }

        /**
         * A member.
         *
         * @param stats a filled structure
         * @param member its C name
         * @return its value
         */
        public static long get(MemorySegment stats, String member) {
            return stats.get(JAVA_LONG, LAYOUTS.offset(TYPE, member));
        }
    }

    /** {@code struct rte_eth_xstat} and {@code struct rte_eth_xstat_name}. */
    public static final class Xstats {
        private static final long SIZE = LAYOUTS.size("struct rte_eth_xstat");
        private static final long VALUE = LAYOUTS.offset("struct rte_eth_xstat", "value");
        private static final long NAME_SIZE = LAYOUTS.size("struct rte_eth_xstat_name");

        private Xstats() {}

        /**
         * Zeroed values.
         *
         * @param allocator where
         * @param count how many
         * @return an array of {@code struct rte_eth_xstat}
         */
        public static MemorySegment allocateValues(SegmentAllocator allocator, int count) {
            return allocator.allocate(SIZE * count, Long.BYTES);
        }

        /**
         * Zeroed names.
         *
         * @param allocator where
         * @param count how many
         * @return an array of {@code struct rte_eth_xstat_name}
         */
        public static MemorySegment allocateNames(SegmentAllocator allocator, int count) {
            return allocator.allocate(NAME_SIZE * count, Long.BYTES);
        }

        /**
         * A value.
         *
         * @param values a filled array
         * @param index which
         * @return its {@code value}
         */
        public static long value(MemorySegment values, int index) {
            return values.get(JAVA_LONG, index * SIZE + VALUE);
        }

        /**
         * A name.
         *
         * @param names a filled array
         * @param index which
         * @return its text
         */
        public static String name(MemorySegment names, int index) {
            return names.getString(index * NAME_SIZE);
        }
    }

    /** {@code struct rte_ether_addr} and {@code struct rte_eth_link}, which are read as a whole. */
    public static final class Small {
        private Small() {}

        /**
         * A zeroed {@code struct rte_ether_addr}.
         *
         * @param allocator where
         * @return six bytes
         */
        public static MemorySegment allocateEtherAddr(SegmentAllocator allocator) {
            return RteEthStructs.allocate(allocator, "struct rte_ether_addr");
        }

        /**
         * A zeroed {@code struct rte_eth_link}.
         *
         * @param allocator where
         * @return the structure
         */
        public static MemorySegment allocateLink(SegmentAllocator allocator) {
            return RteEthStructs.allocate(allocator, "struct rte_eth_link");
        }
    }

    /**
     * The bytes of some packets.
     *
     * @param mbufs {@code struct rte_mbuf **}
     * @param from the first one
     * @param to the one after the last
     * @return the sum of their {@code pkt_len}
     */
    public static long pktLen(MemorySegment mbufs, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            MemorySegment mbuf = Pointers.struct(mbufs.getAtIndex(ADDRESS, i), PKT_LEN + Integer.BYTES);
            bytes += Integer.toUnsignedLong(mbuf.get(JAVA_INT, PKT_LEN));
        }
        return bytes;
    }
}
