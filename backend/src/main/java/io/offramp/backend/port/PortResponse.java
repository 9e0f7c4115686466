package io.offramp.backend.port;

import io.offramp.backend.condition.ConditionResponse;
import io.offramp.dataplane.Port;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(name = "Port", description = "A DPDK ethdev port.")
record PortResponse(
        @Schema(description = "Its device name.", example = "net_af_packet0")
        String name,

        @Schema(description = "Its port id in DPDK.", example = "0")
        int id,

        @Schema(description = "Its poll mode driver.", example = "net_af_packet")
        String driver,

        @Schema(description = "What it is used for.") PortRole role,

        @Schema(description = "The pair that uses it, if any.", example = "exc0") @Nullable
        String pair,

        @Schema(description = "Its MAC address.", example = "52:54:00:ab:cd:01")
        String mac,

        @Schema(description = "Its MTU in bytes.", example = "1500")
        int mtu,

        @Schema(description = "Receive queues that the driver offers at most.", example = "1")
        int maxRxQueues,

        @Schema(description = "Transmit queues that the driver offers at most.", example = "1")
        int maxTxQueues,

        @Schema(description = "The NUMA node it is attached to, or -1 when the machine does not say.", example = "0")
        int numaNode,

        @Schema(description = "Whether it has been started.")
        boolean started,

        @Schema(description = "Whether it receives frames for any destination.")
        boolean promiscuous,

        Link link,
        Stats stats,

        @Schema(
                description =
                        "The driver's extended counters by name, in the driver's order; empty in a list of ports.",
                example = "{\"rx_good_packets\": 0}")
        Map<String, Long> xstats,

        @Schema(description = "What an operator should know.")
        List<ConditionResponse> conditions) {

    @Schema(name = "PortLink", description = "The link of a port.")
    record Link(
            @Schema(description = "Whether the link is up.") boolean up,

            @Schema(description = "Its speed in Mbit/s, when known.", example = "10000") @Nullable
            Long speedMbps,

            @Schema(description = "Whether it is full duplex.")
            boolean fullDuplex,

            @Schema(description = "Whether its speed was negotiated.")
            boolean autoneg) {}

    @Schema(name = "PortStats", description = "The driver's basic counters (struct rte_eth_stats).")
    record Stats(
            @Schema(description = "Received packets (ipackets).")
            long rxPackets,

            @Schema(description = "Transmitted packets (opackets).")
            long txPackets,

            @Schema(description = "Received bytes (ibytes).")
            long rxBytes,

            @Schema(description = "Transmitted bytes (obytes).")
            long txBytes,

            @Schema(description = "Packets dropped by the device because no poller fetched them in time (imissed).")
            long rxMissed,

            @Schema(description = "Erroneous packets (ierrors).")
            long rxErrors,

            @Schema(description = "Packets that could not be sent (oerrors).")
            long txErrors,

            @Schema(description = "Failures to allocate an mbuf (rx_nombuf).")
            long rxNoMbuf) {}

    static PortResponse from(Port port) {
        return new PortResponse(
                port.name(),
                port.id(),
                port.driver(),
                PortRole.from(port.role()),
                port.pair(),
                port.mac(),
                port.mtu(),
                port.maxRxQueues(),
                port.maxTxQueues(),
                port.numaNode(),
                port.started(),
                port.promiscuous(),
                from(port.link()),
                from(port.stats()),
                port.xstats(),
                ConditionResponse.from(port.conditions()));
    }

    private static Link from(Port.Link link) {
        return new Link(link.up(), link.speedMbps(), link.fullDuplex(), link.autoneg());
    }

    private static Stats from(Port.Stats stats) {
        return new Stats(
                stats.rxPackets(),
                stats.txPackets(),
                stats.rxBytes(),
                stats.txBytes(),
                stats.rxMissed(),
                stats.rxErrors(),
                stats.txErrors(),
                stats.rxNoMbuf());
    }
}
