package io.offramp.e2e.service;

/**
 * How much was counted.
 *
 * @param packets packets
 * @param bytes their bytes, Ethernet header included and frame check sequence not
 */
public record Amount(long packets, long bytes) {

    /**
     * What came in between.
     *
     * @param earlier an earlier reading of the same counter
     * @return the difference
     */
    public Amount since(Amount earlier) {
        return new Amount(packets - earlier.packets, bytes - earlier.bytes);
    }

    /** Without what was counted for each packet beyond the frame. */
    Amount lessBytesAPacket(int excess) {
        return new Amount(packets, bytes - excess * packets);
    }
}
