package io.offramp.dataplane.ethdev;

/**
 * What a port can do: the part of {@code struct rte_eth_dev_info} that matters here.
 *
 * @param driver its poll mode driver
 * @param maxMtu the largest MTU in bytes
 * @param maxRxQueues receive queues at most
 * @param maxTxQueues transmit queues at most
 * @param txOffloads the transmit offloads that it offers, {@code RTE_ETH_TX_OFFLOAD_*}
 */
public record PortInfo(String driver, int maxMtu, int maxRxQueues, int maxTxQueues, long txOffloads) {}
