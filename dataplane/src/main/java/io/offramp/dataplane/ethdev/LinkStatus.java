package io.offramp.dataplane.ethdev;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * {@code struct rte_eth_link}.
 *
 * @param up whether the link is up
 * @param speed Mbit/s, empty when unknown
 * @param fullDuplex whether it is full duplex
 * @param autoneg whether its speed was negotiated
 */
public record LinkStatus(boolean up, OptionalLong speed, boolean fullDuplex, boolean autoneg) {
    private static final int SPEED_UNKNOWN = -1;

    /** The bit-field of link_duplex, link_autoneg and link_status follows the speed; offsetof does not reach into it. */
    private static final long BITS = 4;

    static LinkStatus of(MemorySegment link) {
        int speed = link.get(JAVA_INT, 0);
        int bits = link.get(JAVA_SHORT, BITS);
        return new LinkStatus(
                (bits & 4) != 0,
                speed == SPEED_UNKNOWN || speed == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(Integer.toUnsignedLong(speed)),
                (bits & 1) != 0,
                (bits & 2) != 0);
    }
}
