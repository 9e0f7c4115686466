package io.offramp.e2e.service;

import io.offramp.client.model.FromKernel;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.Port;
import io.offramp.client.model.PortStats;
import io.offramp.client.model.TapCounters;
import io.offramp.client.model.ToKernel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every counter that sees a pair's packets, along their way: DPDK's of both ports (basic and extended), the service's own,
 * and the kernel's of the tap, read by the service and by {@code ip}.
 *
 * @param pair the pair's name
 * @param toKernel by where it was read, port → tap
 * @param fromKernel by where it was read, tap → port
 */
public record PairReadings(String pair, Map<String, Amount> toKernel, Map<String, Amount> fromKernel) {

    /** Drivers of NICs whose octet counters include the frame check sequence of what they receive, though no mbuf does. */
    private static final Set<String> COUNT_FCS = Set.of("net_e1000_em");

    /**
     * Reads them, one after the other.
     *
     * @param service the service
     * @param name the pair's name
     * @return the readings
     */
    public static PairReadings of(Service service, String name) {
        Pair pair = service.get(service.pairs().getPair(name));
        Port port = service.get(service.ports().getPort(pair.getSpec().getPort()));
        Port virtioUser = service.get(
                service.ports().getPort(Objects.requireNonNull(pair.getStatus().getVirtioUserPort())));
        PairCounters counters = service.counters(name);
        String tap = Objects.requireNonNull(
                Objects.requireNonNull(pair.getSpec().getTap()).getName());
        KernelLink kernel = KernelLink.named(service.machine(), tap);

        Map<String, Amount> toKernel = new LinkedHashMap<>();
        int fcs = COUNT_FCS.contains(port.getDriver()) ? 4 : 0;
        String less = fcs == 0 ? "" : ", less FCS";
        toKernel.put(
                "DPDK %s stats received%s".formatted(port.getName(), less),
                received(port.getStats()).lessBytesAPacket(fcs));
        toKernel.put(
                "DPDK %s xstats received%s".formatted(port.getName(), less),
                received(port.getXstats()).lessBytesAPacket(fcs));
        ToKernel there = counters.getToKernel();
        toKernel.put("API counters toKernel.rx", new Amount(there.getRxPackets(), there.getRxBytes()));
        toKernel.put("API counters toKernel.tx", new Amount(there.getTxPackets(), there.getTxBytes()));
        toKernel.put("DPDK %s stats sent".formatted(virtioUser.getName()), sent(virtioUser.getStats()));
        toKernel.put("DPDK %s xstats sent".formatted(virtioUser.getName()), sent(virtioUser.getXstats()));
        TapCounters tapCounters = Objects.requireNonNull(counters.getTap());
        toKernel.put("API counters tap.rx", new Amount(tapCounters.getRxPackets(), tapCounters.getRxBytes()));
        TapCounters ofTap = service.get(service.taps().getTap(tap)).getCounters();
        toKernel.put("API taps/%s rx".formatted(tap), new Amount(ofTap.getRxPackets(), ofTap.getRxBytes()));
        toKernel.put("kernel %s received".formatted(tap), kernel.received());

        Map<String, Amount> fromKernel = new LinkedHashMap<>();
        fromKernel.put("kernel %s sent".formatted(tap), kernel.sent());
        fromKernel.put("API counters tap.tx", new Amount(tapCounters.getTxPackets(), tapCounters.getTxBytes()));
        fromKernel.put("API taps/%s tx".formatted(tap), new Amount(ofTap.getTxPackets(), ofTap.getTxBytes()));
        fromKernel.put("DPDK %s stats received".formatted(virtioUser.getName()), received(virtioUser.getStats()));
        fromKernel.put("DPDK %s xstats received".formatted(virtioUser.getName()), received(virtioUser.getXstats()));
        FromKernel back = counters.getFromKernel();
        fromKernel.put("API counters fromKernel.rx", new Amount(back.getRxPackets(), back.getRxBytes()));
        fromKernel.put("API counters fromKernel.tx", new Amount(back.getTxPackets(), back.getTxBytes()));
        fromKernel.put("DPDK %s stats sent".formatted(port.getName()), sent(port.getStats()));
        fromKernel.put("DPDK %s xstats sent".formatted(port.getName()), sent(port.getXstats()));
        return new PairReadings(name, toKernel, fromKernel);
    }

    /**
     * What came in between.
     *
     * @param earlier earlier readings of the same pair
     * @return the differences
     */
    public PairReadings since(PairReadings earlier) {
        return new PairReadings(pair, since(toKernel, earlier.toKernel), since(fromKernel, earlier.fromKernel));
    }

    private static Map<String, Amount> since(Map<String, Amount> later, Map<String, Amount> earlier) {
        Map<String, Amount> differences = new LinkedHashMap<>();
        later.forEach(
                (where, amount) -> differences.put(where, amount.since(Objects.requireNonNull(earlier.get(where)))));
        return differences;
    }

    /**
     * The different numbers of packets among the readings of a way: one, when all agree.
     *
     * @param way {@link #toKernel} or {@link #fromKernel}
     * @return at least one number
     */
    public static Set<Long> packets(Map<String, Amount> way) {
        return way.values().stream().map(Amount::packets).collect(Collectors.toSet());
    }

    /**
     * The different numbers of bytes among the readings of a way: one, when all agree.
     *
     * @param way {@link #toKernel} or {@link #fromKernel}
     * @return at least one number
     */
    public static Set<Long> bytes(Map<String, Amount> way) {
        return way.values().stream().map(Amount::bytes).collect(Collectors.toSet());
    }

    /** A table, for the test's log and for its messages. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("%-52s %10s %12s%n".formatted("pair " + pair, "packets", "bytes"));
        table.append("  port → tap\n");
        toKernel.forEach((where, amount) -> table.append(row(where, amount)));
        table.append("  tap → port\n");
        fromKernel.forEach((where, amount) -> table.append(row(where, amount)));
        return table.toString();
    }

    private static String row(String where, Amount amount) {
        return "    %-48s %10d %12d%n".formatted(where, amount.packets(), amount.bytes());
    }

    private static Amount received(PortStats stats) {
        return new Amount(stats.getRxPackets(), stats.getRxBytes());
    }

    private static Amount sent(PortStats stats) {
        return new Amount(stats.getTxPackets(), stats.getTxBytes());
    }

    private static Amount received(Map<String, Long> xstats) {
        return new Amount(xstat(xstats, "rx_good_packets"), xstat(xstats, "rx_good_bytes"));
    }

    private static Amount sent(Map<String, Long> xstats) {
        return new Amount(xstat(xstats, "tx_good_packets"), xstat(xstats, "tx_good_bytes"));
    }

    private static long xstat(Map<String, Long> xstats, String name) {
        return Objects.requireNonNull(xstats.get(name), () -> "no extended counter " + name);
    }
}
