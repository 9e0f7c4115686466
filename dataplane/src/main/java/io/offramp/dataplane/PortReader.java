package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.LinkStatus;
import io.offramp.dataplane.ethdev.PortInfo;
import io.offramp.dataplane.ethdev.PortStats;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes snapshots of ports. */
final class PortReader {
    private PortReader() {}

    static Port read(EthPort port, Collection<ActivePair> pairs, List<Integer> pollers, boolean extended) {
        Optional<ActivePair> front =
                pairs.stream().filter(pair -> pair.port().equals(port)).findFirst();
        Optional<ActivePair> back =
                pairs.stream().filter(pair -> pair.virtioUser().equals(port)).findFirst();
        Port.Role role =
                front.isPresent() ? Port.Role.PAIRED : back.isPresent() ? Port.Role.VIRTIO_USER : Port.Role.FREE;
        PortInfo info = port.info();
        String name = port.name();
        Map<String, Long> xstats = extended ? Collections.unmodifiableMap(port.xstats()) : Map.of();
        return new Port(
                name,
                port.id(),
                info.driver(),
                role,
                front.or(() -> back).map(ActivePair::name).orElse(null),
                port.mac().toString(),
                port.mtu(),
                info.maxRxQueues(),
                info.maxTxQueues(),
                port.numaNode(),
                role != Port.Role.FREE,
                port.promiscuous(),
                link(port.link()),
                stats(port.stats()),
                xstats,
                Numa.mismatch(name, port.numaNode(), pollers).stream().toList());
    }

    private static Port.Link link(LinkStatus link) {
        return new Port.Link(
                link.up(),
                link.speed().isPresent() ? link.speed().getAsLong() : null,
                link.fullDuplex(),
                link.autoneg());
    }

    static Port.Stats stats(PortStats stats) {
        return new Port.Stats(
                stats.ipackets(),
                stats.opackets(),
                stats.ibytes(),
                stats.obytes(),
                stats.imissed(),
                stats.ierrors(),
                stats.oerrors(),
                stats.rxNombuf());
    }
}
