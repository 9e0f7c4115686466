package io.offramp.dataplane.ffm;

import java.util.Map;

/**
 * Sizes, offsets and constants of DPDK's C structures, one table an ABI, each entry under the C expression that gives it.
 * Keeping the expression makes the tables checkable: a test compiles every one against the installed headers.
 */
public final class DpdkLayouts {
    /** ABI 23: DPDK 22.11, as in Debian 12. */
    private static final Map<String, Long> ABI_23 = Map.ofEntries(
            Map.entry("sizeof(struct rte_eth_fp_ops)", 128L),
            Map.entry("offsetof(struct rte_eth_fp_ops, rx_pkt_burst)", 0L),
            Map.entry("offsetof(struct rte_eth_fp_ops, rxq.data)", 24L),
            Map.entry("offsetof(struct rte_eth_fp_ops, tx_pkt_burst)", 64L),
            Map.entry("offsetof(struct rte_eth_fp_ops, txq.data)", 88L),
            Map.entry("sizeof(struct rte_eth_conf)", 2272L),
            Map.entry("offsetof(struct rte_eth_conf, rxmode.mtu)", 12L),
            Map.entry("offsetof(struct rte_eth_conf, txmode.offloads)", 72L),
            Map.entry("offsetof(struct rte_eth_conf, intr_conf)", 2264L),
            Map.entry("sizeof(struct rte_eth_dev_info)", 376L),
            Map.entry("offsetof(struct rte_eth_dev_info, driver_name)", 8L),
            Map.entry("offsetof(struct rte_eth_dev_info, max_mtu)", 22L),
            Map.entry("offsetof(struct rte_eth_dev_info, max_rx_queues)", 44L),
            Map.entry("offsetof(struct rte_eth_dev_info, max_tx_queues)", 46L),
            Map.entry("offsetof(struct rte_eth_dev_info, tx_offload_capa)", 80L),
            Map.entry("sizeof(struct rte_eth_stats)", 704L),
            Map.entry("offsetof(struct rte_eth_stats, ipackets)", 0L),
            Map.entry("offsetof(struct rte_eth_stats, opackets)", 8L),
            Map.entry("offsetof(struct rte_eth_stats, ibytes)", 16L),
            Map.entry("offsetof(struct rte_eth_stats, obytes)", 24L),
            Map.entry("offsetof(struct rte_eth_stats, imissed)", 32L),
            Map.entry("offsetof(struct rte_eth_stats, ierrors)", 40L),
            Map.entry("offsetof(struct rte_eth_stats, oerrors)", 48L),
            Map.entry("offsetof(struct rte_eth_stats, rx_nombuf)", 56L),
            Map.entry("sizeof(struct rte_eth_link)", 8L),
            Map.entry("offsetof(struct rte_eth_link, link_speed)", 0L),
            Map.entry("sizeof(struct rte_eth_xstat)", 16L),
            Map.entry("offsetof(struct rte_eth_xstat, value)", 8L),
            Map.entry("sizeof(struct rte_eth_xstat_name)", 64L),
            Map.entry("sizeof(struct rte_ether_addr)", 6L),
            Map.entry("offsetof(struct rte_mbuf, pkt_len)", 36L),
            Map.entry("sizeof(struct rte_malloc_socket_stats)", 40L),
            Map.entry("offsetof(struct rte_malloc_socket_stats, heap_totalsz_bytes)", 0L),
            Map.entry("offsetof(struct rte_malloc_socket_stats, heap_allocsz_bytes)", 32L),
            Map.entry("sizeof(rte_cpuset_t)", 128L),
            Map.entry("RTE_MAX_ETHPORTS", 32L),
            Map.entry("RTE_ETH_NAME_MAX_LEN", 64L),
            Map.entry("RTE_PKTMBUF_HEADROOM", 128L),
            Map.entry("RTE_ETH_TX_OFFLOAD_MBUF_FAST_FREE", 0x10000L));

    private static final Map<Integer, DpdkLayouts> KNOWN = Map.of(23, new DpdkLayouts(ABI_23));

    private final Map<String, Long> table;

    private DpdkLayouts(Map<String, Long> table) {
        this.table = table;
    }

    /**
     * The layouts of an ABI.
     *
     * @param abi the major ABI version, the number at the end of the sonames
     * @return its layouts
     * @throws IllegalArgumentException for an ABI without a table
     */
    public static DpdkLayouts ofAbi(int abi) {
        DpdkLayouts layouts = KNOWN.get(abi);
        if (layouts == null) {
            throw new IllegalArgumentException("no layouts for DPDK ABI " + abi);
        }
        return layouts;
    }

    /**
     * Everything that the Java side takes for granted.
     *
     * @return values by C expression
     */
    public Map<String, Long> table() {
        return table;
    }

    long size(String type) {
        return value("sizeof(" + type + ")");
    }

    long offset(String type, String member) {
        return value("offsetof(" + type + ", " + member + ")");
    }

    long value(String expression) {
        Long value = table.get(expression);
        if (value == null) {
            throw new IllegalArgumentException("no table entry for " + expression);
        }
        return value;
    }
}
