package io.offramp.dataplane;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that can be measured, read by one command of the control thread: nothing is created, changed or deleted in between.
 *
 * @param time when it was read
 * @param host the machine and DPDK's memory
 * @param ports all ports in order of their ids, without extended counters
 * @param pairs all pairs in order of their names
 * @param counters the ledgers of the pairs that were built, in order of their names
 * @param pollers all pollers, in the order of {@link DataplaneConfig#pollerLcores}
 * @param freeMbufs the free mbufs of each mempool that is leased, by the name of the port that leases it
 */
public record Snapshot(
        Instant time,
        Host host,
        List<Port> ports,
        List<Pair> pairs,
        List<PairCounters> counters,
        List<PollerStatus> pollers,
        Map<String, Integer> freeMbufs) {

    /** Takes copies of the collections. */
    public Snapshot {
        ports = List.copyOf(ports);
        pairs = List.copyOf(pairs);
        counters = List.copyOf(counters);
        pollers = List.copyOf(pollers);
        freeMbufs = Map.copyOf(freeMbufs);
    }
}
