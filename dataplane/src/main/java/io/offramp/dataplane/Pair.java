package io.offramp.dataplane;

/**
 * A pair: one port and the virtio_user port created for it.
 *
 * @param spec what was asked for, every default filled in
 * @param status what is
 */
public record Pair(PairSpec spec, PairStatus status) {}
