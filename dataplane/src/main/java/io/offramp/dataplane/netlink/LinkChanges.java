package io.offramp.dataplane.netlink;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.offramp.dataplane.ffm.LibNl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** A subscription to what changes about links in the calling thread's network namespace. */
final class LinkChanges implements AutoCloseable {
    private final NativeObject manager;

    private LinkChanges(NativeObject manager) {
        this.manager = manager;
    }

    /**
     * Subscribes: from now on no change goes unnoticed.
     *
     * @throws NetlinkException when libnl or the kernel refuses
     */
    static LinkChanges subscribe() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ADDRESS);
            NetlinkException.check(
                    "nl_cache_mngr_alloc(NETLINK_ROUTE)",
                    LibNl.nl_cache_mngr_alloc(MemorySegment.NULL, NetlinkSocket.NETLINK_ROUTE, 0, result));
            NativeObject manager =
                    NativeObject.of("nl_cache_mngr_alloc", result.get(ADDRESS, 0), LibNl::nl_cache_mngr_free);
            try {
                NetlinkException.check(
                        "nl_cache_mngr_add(route/link)",
                        LibNl.nl_cache_mngr_add(
                                manager.address(),
                                arena.allocateFrom("route/link"),
                                MemorySegment.NULL,
                                MemorySegment.NULL,
                                MemorySegment.NULL));
                return new LinkChanges(manager);
            } catch (RuntimeException refused) {
                manager.close();
                throw refused;
            }
        }
    }

    /** Returns when something may have changed, at the latest after {@code atMost}. */
    void await(Duration atMost) {
        // Up to the next millisecond: a wait of 0 would return at once, again and again.
        int millis = Math.clamp(atMost.plusNanos(999_999).toMillis(), 0, Integer.MAX_VALUE);
        int result = LibNl.nl_cache_mngr_poll(manager.address(), millis);
        // After a signal or a full buffer the caller looks anew, as after a message.
        if (result != -NetlinkException.NLE_INTR && result != -NetlinkException.NLE_NOMEM) {
            NetlinkException.check("nl_cache_mngr_poll(%d ms)".formatted(millis), result);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
