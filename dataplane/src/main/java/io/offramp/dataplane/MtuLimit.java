package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.ethdev.Mempool;
import io.offramp.dataplane.ethdev.PortInfo;

/**
 * What MTU a port can carry.
 *
 * @param dataRoom bytes of packet data an mbuf, headroom included
 * @param port the port's device name
 * @param info what the port can do
 */
record MtuLimit(int dataRoom, String port, PortInfo info) {
    /** Ethernet header and a VLAN tag, which the MTU does not count. */
    private static final int HEADER = 14 + 4;

    void check(String field, int mtu) {
        int room = dataRoom - Mempool.HEADROOM - HEADER;
        if (mtu > room) {
            throw new DataplaneException(
                    Code.MTU_UNSUPPORTED,
                    field,
                    "an mbuf of %d bytes carries an MTU of %d at most".formatted(dataRoom, room),
                    "Set offramp.mempools.data-room=%d and restart.".formatted(mtu + HEADER + Mempool.HEADROOM));
        }
        if (info.maxMtu() > 0 && mtu > info.maxMtu()) {
            throw new DataplaneException(
                    Code.MTU_UNSUPPORTED,
                    field,
                    "port %s carries an MTU of %d at most".formatted(port, info.maxMtu()),
                    "Ask for an MTU of no more than %d.".formatted(info.maxMtu()));
        }
    }
}
