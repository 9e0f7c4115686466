package io.offramp.dataplane.forward;

import io.offramp.dataplane.ethdev.EthPort;
import java.util.List;
import java.util.stream.IntStream;

/** Both directions between a port and the virtio_user port of its pair, queue by queue. */
public final class ExceptionPath {
    private final List<BurstForwarder> toKernel;
    private final List<BurstForwarder> fromKernel;

    private ExceptionPath(List<BurstForwarder> toKernel, List<BurstForwarder> fromKernel) {
        this.toKernel = toKernel;
        this.fromKernel = fromKernel;
    }

    /**
     * Joins two started ports.
     *
     * @param port the network side
     * @param virtioUser the kernel side
     * @param queues queue pairs of both
     * @return a path that no poller forwards yet; it is void once one of the ports has been stopped
     */
    public static ExceptionPath between(EthPort port, EthPort virtioUser, int queues) {
        return new ExceptionPath(forwarders(port, virtioUser, queues), forwarders(virtioUser, port, queues));
    }

    private static List<BurstForwarder> forwarders(EthPort from, EthPort to, int queues) {
        return IntStream.range(0, queues)
                .mapToObj(queue -> new BurstForwarder(from.rxQueue(queue), to.txQueue(queue)))
                .toList();
    }

    int queues() {
        return toKernel.size();
    }

    /** The forwarders of a queue pair, which belong on one poller: one of them sends where the other receives. */
    List<BurstForwarder> queue(int queue) {
        return List.of(toKernel.get(queue), fromKernel.get(queue));
    }

    /**
     * What went from the port to the tap.
     *
     * @return the sum over the queues, each read consistently
     */
    public ForwardStats toKernel() {
        return sum(toKernel);
    }

    /**
     * What went from the tap to the port.
     *
     * @return the sum over the queues, each read consistently
     */
    public ForwardStats fromKernel() {
        return sum(fromKernel);
    }

    private static ForwardStats sum(List<BurstForwarder> forwarders) {
        return forwarders.stream().map(BurstForwarder::stats).reduce(ForwardStats.NONE, ForwardStats::plus);
    }
}
