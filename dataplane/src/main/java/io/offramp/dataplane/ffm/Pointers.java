package io.offramp.dataplane.ffm;

import java.lang.foreign.MemorySegment;

/** Access to memory that C code owns; the caller vouches for the address and the size. */
@SuppressWarnings("restricted")
public final class Pointers {
    private Pointers() {}

    /**
     * A NUL-terminated string.
     *
     * @param pointer {@code const char *}, may be NULL
     * @return its text, empty for NULL
     */
    public static String string(MemorySegment pointer) {
        return pointer.equals(MemorySegment.NULL)
                ? ""
                : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    /**
     * A structure.
     *
     * @param pointer its address, not NULL
     * @param size its bytes
     * @return a segment of that size, alive as long as the process
     */
    public static MemorySegment struct(MemorySegment pointer, long size) {
        return pointer.reinterpret(size);
    }
}
