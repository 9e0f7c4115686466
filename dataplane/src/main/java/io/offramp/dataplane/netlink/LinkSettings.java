package io.offramp.dataplane.netlink;

import java.util.OptionalInt;

/**
 * What an interface says of its link ({@code struct ethtool_link_settings}). Of a tap it is what it was last told, at first
 * 10 Mbit/s or, with recent kernels, 10 Gbit/s; it has no effect on traffic, but on what bonding, bridges and routing daemons reckon.
 *
 * @param speed Mbit/s, empty when unknown
 * @param fullDuplex whether it is full duplex; false also when that is unknown
 * @param autoneg whether its speed was negotiated
 */
public record LinkSettings(OptionalInt speed, boolean fullDuplex, boolean autoneg) {}
