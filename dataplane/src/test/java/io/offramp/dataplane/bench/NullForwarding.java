package io.offramp.dataplane.bench;

import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.Mempool;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.forward.ExceptionPath;
import io.offramp.dataplane.forward.PollerGroup;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.BusySpinIdleStrategy;

/** A process that forwards between two {@code net_null} ports and prints packets a second, both directions together. */
public final class NullForwarding {
    private static final int RING = 512;

    private NullForwarding() {}

    /**
     * Measures and prints.
     *
     * @param arguments seconds to warm up, seconds to measure, the poller's CPU
     */
    public static void main(String[] arguments) throws InterruptedException {
        long warmUp = Long.parseLong(arguments[0]);
        long seconds = Long.parseLong(arguments[1]);
        int cpu = Integer.parseInt(arguments[2]);
        Thread control = Thread.ofPlatform().name("eal-main").start(() -> measure(warmUp, seconds, cpu));
        control.join();
    }

    private static void measure(long warmUp, long seconds, int cpu) {
        try (Eal eal = Eal.open(
                        List.of("--vdev=net_null0", "--vdev=net_null1"),
                        List.of(cpu),
                        MempoolSet.demand(1, 8191, 2176));
                MempoolSet mempools = new MempoolSet(1, 8191, 2176);
                PollerGroup pollers = PollerGroup.start(List.of(cpu), BusySpinIdleStrategy::new)) {
            eal.drainLog();
            Mempool mempool = mempools.lease("bench").orElseThrow();
            List<EthPort> ports = EthPort.all();
            for (EthPort port : ports) {
                port.configure(1, RING, 1500, mempool);
                port.start();
            }
            ExceptionPath path = ExceptionPath.between(ports.getFirst(), ports.getLast(), 1);
            pollers.add(path);
            pause(warmUp);
            long packets = packets(path);
            long start = System.nanoTime();
            pause(seconds);
            double rate = (packets(path) - packets) * 1e9 / (System.nanoTime() - start);
            pollers.remove(path);
            ports.forEach(EthPort::stop);
            System.out.println(rate);
        }
    }

    private static long packets(ExceptionPath path) {
        return path.toKernel().txPackets() + path.fromKernel().txPackets();
    }

    /** The measurement's own length. */
    private static void pause(long seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
