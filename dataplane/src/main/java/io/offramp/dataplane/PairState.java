package io.offramp.dataplane;

/** Where a pair is in its life. */
public enum PairState {
    /** Its virtio_user port and tap are being made. */
    CREATING,
    /** Packets move both ways. */
    FORWARDING,
    /** Packets move, or could, but something is wrong: a condition says what and what to do. */
    DEGRADED,
    /** No packet can move: a condition says why and what to do. */
    FAILED,
    /** It is being taken apart. */
    REMOVING
}
