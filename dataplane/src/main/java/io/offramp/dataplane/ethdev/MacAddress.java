package io.offramp.dataplane.ethdev;

import java.util.HexFormat;

/**
 * A 48-bit MAC address (IEEE 802).
 *
 * @param bits its bits, the first byte on the wire in bits 47 to 40
 */
public record MacAddress(long bits) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");
    private static final int BYTES = 6;
    private static final long LOCAL = 0x02_00_00_00_00_00L;
    private static final long GROUP = 0x01_00_00_00_00_00L;

    /**
     * Reads one.
     *
     * @param text six bytes in colon notation, of either case
     * @return the address
     * @throws IllegalArgumentException when it is none
     */
    public static MacAddress parse(String text) {
        byte[] bytes = COLONS.parseHex(text);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not a MAC address in colon notation: \"%s\"".formatted(text));
        }
        return of(bytes);
    }

    static MacAddress of(byte[] bytes) {
        long bits = 0;
        for (byte b : bytes) {
            bits = bits << Byte.SIZE | Byte.toUnsignedLong(b);
        }
        return new MacAddress(bits);
    }

    /**
     * An address for the tap of a port that has this one: locally administered, for one station, and another than the
     * port's, so that the two can be told apart on the wire.
     *
     * @return the address with the local bit set, the group bit cleared and the last byte raised by one
     */
    public MacAddress forTap() {
        long last = bits + 1 & 0xff;
        return new MacAddress((bits & ~0xffL | last | LOCAL) & ~GROUP);
    }

    /** In the order of the wire. */
    byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits >> 8 * (bytes.length - 1 - i));
        }
        return bytes;
    }

    /** Colon notation in lower case. */
    @Override
    public String toString() {
        return COLONS.formatHex(bytes());
    }
}
