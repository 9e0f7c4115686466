package io.offramp.frontend.feed;

import io.offramp.client.model.FromKernel;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.TapCounters;
import io.offramp.client.model.ToKernel;
import java.util.Optional;

/**
 * How fast a pair's counters climb, each a second. The tap's are zero while the tap is gone.
 *
 * @param toKernelRx received from the port
 * @param toKernelTx handed to the kernel side's port
 * @param filtered packets kept back by a punt filter
 * @param policed packets kept back by a policer
 * @param toKernelRingFull packets that found the kernel side's ring full
 * @param fromKernelRx received from the kernel side's port
 * @param fromKernelTx handed to the port
 * @param fromKernelRingFull packets that found the port's ring full
 * @param tapRx received by Linux from the tap
 * @param tapTx sent by Linux into the tap
 * @param tapRxDropped packets that Linux refused
 * @param tapTxDropped packets that found the tap's queue full
 */
public record Rates(
        Throughput toKernelRx,
        Throughput toKernelTx,
        double filtered,
        double policed,
        double toKernelRingFull,
        Throughput fromKernelRx,
        Throughput fromKernelTx,
        double fromKernelRingFull,
        Throughput tapRx,
        Throughput tapTx,
        double tapRxDropped,
        double tapTxDropped) {

    /** Nothing moves. */
    public static final Rates ZERO = new Rates(
            Throughput.ZERO,
            Throughput.ZERO,
            0,
            0,
            0,
            Throughput.ZERO,
            Throughput.ZERO,
            0,
            Throughput.ZERO,
            Throughput.ZERO,
            0,
            0);

    private static final TapCounters NO_TAP = new TapCounters()
            .rxPackets(0L)
            .rxBytes(0L)
            .rxDropped(0L)
            .txPackets(0L)
            .txBytes(0L)
            .txDropped(0L);

    /**
     * Packets that are lost though nobody asked for it.
     *
     * @return packets a second
     */
    public double lost() {
        return toKernelRingFull + fromKernelRingFull + tapRxDropped + tapTxDropped;
    }

    /**
     * The highest packet rate of both directions.
     *
     * @return packets a second
     */
    public double peakPackets() {
        return Math.max(
                Math.max(toKernelRx.packets(), fromKernelRx.packets()), Math.max(tapRx.packets(), tapTx.packets()));
    }

    /**
     * The highest bit rate of both directions.
     *
     * @return bits a second
     */
    public double peakBits() {
        return Math.max(Math.max(toKernelRx.bits(), fromKernelRx.bits()), Math.max(tapRx.bits(), tapTx.bits()));
    }

    /** Nothing when no time has passed or counters went back: the pair was made anew in between. */
    static Optional<Rates> between(PairCounters before, PairCounters after, double seconds) {
        ToKernel to = after.getToKernel();
        ToKernel toBefore = before.getToKernel();
        FromKernel from = after.getFromKernel();
        FromKernel fromBefore = before.getFromKernel();
        if (seconds <= 0 || wentBack(toBefore, to) || wentBack(fromBefore, from)) {
            return Optional.empty();
        }
        PerSecond rate = new PerSecond(seconds);
        TapCounters tap = after.getTap();
        TapCounters tapBefore = before.getTap();
        if (tap == null || tapBefore == null || tap.getRxPackets() < tapBefore.getRxPackets()) {
            tap = NO_TAP;
            tapBefore = NO_TAP;
        }
        return Optional.of(new Rates(
                rate.of(toBefore.getRxPackets(), to.getRxPackets(), toBefore.getRxBytes(), to.getRxBytes()),
                rate.of(toBefore.getTxPackets(), to.getTxPackets(), toBefore.getTxBytes(), to.getTxBytes()),
                rate.of(toBefore.getFiltered(), to.getFiltered()),
                rate.of(toBefore.getPoliced(), to.getPoliced()),
                rate.of(toBefore.getRingFull(), to.getRingFull()),
                rate.of(fromBefore.getRxPackets(), from.getRxPackets(), fromBefore.getRxBytes(), from.getRxBytes()),
                rate.of(fromBefore.getTxPackets(), from.getTxPackets(), fromBefore.getTxBytes(), from.getTxBytes()),
                rate.of(fromBefore.getRingFull(), from.getRingFull()),
                rate.of(tapBefore.getRxPackets(), tap.getRxPackets(), tapBefore.getRxBytes(), tap.getRxBytes()),
                rate.of(tapBefore.getTxPackets(), tap.getTxPackets(), tapBefore.getTxBytes(), tap.getTxBytes()),
                rate.of(tapBefore.getRxDropped(), tap.getRxDropped()),
                rate.of(tapBefore.getTxDropped(), tap.getTxDropped())));
    }

    private static boolean wentBack(ToKernel before, ToKernel after) {
        return after.getRxPackets() < before.getRxPackets() || after.getTxPackets() < before.getTxPackets();
    }

    private static boolean wentBack(FromKernel before, FromKernel after) {
        return after.getRxPackets() < before.getRxPackets() || after.getTxPackets() < before.getTxPackets();
    }

    private record PerSecond(double seconds) {
        double of(long before, long after) {
            return Math.max(0, after - before) / seconds;
        }

        Throughput of(long packetsBefore, long packetsAfter, long bytesBefore, long bytesAfter) {
            return new Throughput(of(packetsBefore, packetsAfter), 8 * of(bytesBefore, bytesAfter));
        }
    }
}
