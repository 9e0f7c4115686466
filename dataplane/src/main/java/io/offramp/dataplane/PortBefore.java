package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.MacAddress;

/**
 * What a port was like before it had a pair: the defaults of a tap come from it, and it becomes so again.
 *
 * @param mtu its MTU in bytes
 * @param mac its MAC address
 */
record PortBefore(int mtu, MacAddress mac) {

    static PortBefore of(EthPort free) {
        return new PortBefore(free.mtu(), free.mac());
    }
}
