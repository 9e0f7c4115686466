package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.EthPort;
import java.util.Objects;

/**
 * A pair that could be built: every default is filled in, every limit checked, nothing done.
 *
 * @param spec what is wanted
 * @param port the network side
 * @param before what the port was like without a pair
 * @param kernelSide the backend to use
 */
record Blueprint(PairSpec spec, EthPort port, PortBefore before, KernelSide.Choice kernelSide) {

    String tapName() {
        return spec.tapName();
    }

    String mac() {
        return spec.tap() == null
                ? before.mac().forTap().toString()
                : Objects.requireNonNull(spec.tap().mac());
    }

    /** In bytes. */
    int mtu() {
        return spec.tap() == null
                ? before.mtu()
                : Objects.requireNonNull(spec.tap().mtu());
    }

    /** Whether the tap needs {@code IFF_MULTI_QUEUE}: net_tap always attaches so, virtio_user with more than one queue. */
    boolean multiQueueTap() {
        return kernelSide.backend() == Backend.TAP || spec.queues() > 1;
    }
}
