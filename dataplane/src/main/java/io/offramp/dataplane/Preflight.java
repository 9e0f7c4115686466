package io.offramp.dataplane;

import io.offramp.dataplane.eal.CpuSet;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.preflight.Machine;
import io.offramp.dataplane.preflight.MachineChecks;
import java.util.List;
import java.util.stream.Stream;

/** The checks of {@code GET /preflight}: those that need no EAL, and those that only a running service can make. */
final class Preflight {
    private static final String HUGEPAGES = "hugepages";

    /** A pair takes a port beside the one that it is made for. */
    private static final int PORTS_OF_A_PAIR = 2;

    private static final int MOST_MEMPOOLS = 16;

    /** Percent of a mempool's mbufs. A burst or two takes more, and the port then drops for want of mbufs. */
    private static final int FEW_MBUFS = 10;

    private Preflight() {}

    /** Without a service. */
    static List<Check> ofMachine(DataplaneConfig config) {
        return ofMachine(config, config.pollerLcores().isEmpty() ? lastCpu() : config.pollerLcores());
    }

    private static List<Integer> lastCpu() {
        return List.of(CpuSet.current().cpus().getLast());
    }

    private static List<Check> ofMachine(DataplaneConfig config, List<Integer> lcores) {
        int megabytes = MempoolSet.demand(config.mempools(), config.mbufsPerMempool(), config.mbufDataRoom())
                .hugepageMegabytes();
        return new MachineChecks(
                        Machine.THIS,
                        lcores,
                        megabytes,
                        alias -> TapAlias.parse(alias).isPresent())
                .look().stream().map(Check::of).toList();
    }

    /** Within the service, which knows better than the machine what DPDK's memory lies in. */
    static List<Check> ofService(
            DataplaneConfig config, List<Integer> lcores, boolean hugepages, MempoolSet mempools, List<Pair> pairs) {
        return Stream.concat(
                        ofMachine(config, lcores).stream()
                                .map(check -> check.id().equals(HUGEPAGES) ? hugepages(hugepages, config) : check),
                        Stream.of(
                                ports(EthPort.all().size(), EthPort.LIMIT),
                                mempools(mempools.size(), mempools.freeCount()),
                                mbufs(mempools.leastAvailable(), mempools.mbufs()),
                                VhostWorkerCheck.look(lcores, CpuSet.current().without(lcores), pairs)))
                .toList();
    }

    static Check hugepages(boolean used, DataplaneConfig config) {
        if (used) {
            return new Check(HUGEPAGES, Check.Status.PASS, "DPDK's memory lies in hugepages", null);
        }
        int megabytes = MempoolSet.demand(config.mempools(), config.mbufsPerMempool(), config.mbufDataRoom())
                .hugepageMegabytes();
        return new Check(
                HUGEPAGES,
                Check.Status.WARN,
                "DPDK's memory lies in ordinary pages, which costs speed and rules most NICs out",
                "sysctl -w vm.nr_hugepages=%d  # then restart the service".formatted((megabytes + 1) / 2));
    }

    static Check ports(int used, int limit) {
        String finding = "%d of the %d ports that this DPDK build can have are used".formatted(used, limit);
        return limit - used >= PORTS_OF_A_PAIR
                ? new Check("port-limit", Check.Status.PASS, finding, null)
                : new Check(
                        "port-limit",
                        Check.Status.WARN,
                        finding + ": there is no room for another port and its pair",
                        "curl -X DELETE -H \"Authorization: Bearer $token\" $api/ports/$port  # one of role FREE in GET /ports");
    }

    static Check mempools(int size, int free) {
        String finding = "%d of %d mempools are free, and each pair takes one".formatted(free, size);
        if (free > 0) {
            return new Check("mempools", Check.Status.PASS, finding, null);
        }
        return new Check(
                "mempools",
                Check.Status.WARN,
                finding,
                size < MOST_MEMPOOLS
                        ? "export OFFRAMP_MEMPOOLS_COUNT=%d  # then restart the service"
                                .formatted(Math.min(MOST_MEMPOOLS, 2 * size))
                        : "curl -X DELETE -H \"Authorization: Bearer $token\" $api/pairs/$pair  # one that is not needed");
    }

    static Check mbufs(int available, int mbufs) {
        String finding = "the emptiest mempool in use has %d of its %d mbufs free".formatted(available, mbufs);
        return available * 100L >= (long) mbufs * FEW_MBUFS
                ? new Check("mbufs", Check.Status.PASS, finding, null)
                : new Check(
                        "mbufs",
                        Check.Status.WARN,
                        finding + ": its port drops packets when there is none",
                        "export OFFRAMP_MEMPOOLS_MBUFS=%d  # then restart the service".formatted(2 * mbufs + 1));
    }
}
