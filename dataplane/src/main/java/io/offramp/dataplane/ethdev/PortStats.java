package io.offramp.dataplane.ethdev;

/**
 * {@code struct rte_eth_stats} without its per-queue part.
 *
 * @param ipackets received packets
 * @param opackets transmitted packets
 * @param ibytes received bytes
 * @param obytes transmitted bytes
 * @param imissed packets dropped by the device because nobody fetched them in time
 * @param ierrors erroneous received packets
 * @param oerrors packets that could not be sent
 * @param rxNombuf failures to allocate an mbuf
 */
public record PortStats(
        long ipackets,
        long opackets,
        long ibytes,
        long obytes,
        long imissed,
        long ierrors,
        long oerrors,
        long rxNombuf) {}
