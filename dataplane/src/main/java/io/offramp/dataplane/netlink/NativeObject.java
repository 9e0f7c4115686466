package io.offramp.dataplane.netlink;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** One reference to an object of libnl's, given back on close. */
record NativeObject(MemorySegment address, Consumer<MemorySegment> free) implements AutoCloseable {

    /**
     * Takes over a reference.
     *
     * @throws NetlinkException when it is NULL: there was no memory for the object
     */
    static NativeObject of(String function, MemorySegment address, Consumer<MemorySegment> free) {
        if (address.address() == 0) {
            throw NetlinkException.of(function + "()", NetlinkException.NLE_NOMEM);
        }
        return new NativeObject(address, free);
    }

    @Override
    public void close() {
        free.accept(address);
    }
}
