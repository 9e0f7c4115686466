package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.util.stream.Stream;

/** What only tests need of the C library. */
public final class TestLibc {
    private static final int CLONE_NEWNET = 0x40000000;

    private static final StructLayout MALLINFO2 = MemoryLayout.structLayout(Stream.of(
                    "arena",
                    "ordblks",
                    "smblks",
                    "hblks",
                    "hblkhd",
                    "usmblks",
                    "fsmblks",
                    "uordblks",
                    "fordblks",
                    "keepcost")
            .map(JAVA_LONG::withName)
            .toArray(MemoryLayout[]::new));

    private static final MethodHandle UNSHARE = NativeLibrary.libc().functionWithErrno("unshare", JAVA_INT, JAVA_INT);
    private static final MethodHandle CAPSET =
            NativeLibrary.libc().functionWithErrno("capset", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle MALLINFO2_CALL = NativeLibrary.libc().function("mallinfo2", MALLINFO2);

    /** {@code _LINUX_CAPABILITY_VERSION_3}, with two {@code struct __user_cap_data_struct} of three words. */
    private static final int CAPABILITY_VERSION = 0x20080522;

    private static final int CAPABILITY_BYTES = 2 * 3 * Integer.BYTES;

    private TestLibc() {}

    /**
     * Gives the calling thread an empty network namespace of its own. Threads and processes that it starts from now on are in
     * it too; it ends with the last of them.
     */
    public static void unshareNetwork() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Errno.LAYOUT);
            int result;
            try {
                result = (int) UNSHARE.invokeExact(state, CLONE_NEWNET);
            } catch (Throwable thrown) {
                throw NativeLibrary.fault(thrown);
            }
            if (result != 0) {
                int errno = Errno.of(state);
                throw new NativeCallException(
                        "unshare(CLONE_NEWNET)", errno, Errno.name(errno) + ": these tests need root");
            }
        }
    }

    /** Takes all capabilities from the calling thread, for good. */
    public static void dropCapabilities() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Errno.LAYOUT);
            int result;
            try {
                result = (int) CAPSET.invokeExact(
                        state,
                        arena.allocateFrom(JAVA_INT, CAPABILITY_VERSION, 0),
                        arena.allocate(CAPABILITY_BYTES, 4));
            } catch (Throwable thrown) {
                throw NativeLibrary.fault(thrown);
            }
            if (result != 0) {
                throw Errno.failure("capset()", state);
            }
        }
    }

    /**
     * What {@code malloc(3)} has handed out.
     *
     * @return bytes in use in all its arenas
     */
    public static long mallocBytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = (MemorySegment) MALLINFO2_CALL.invokeExact((SegmentAllocator) arena);
            return info.get(JAVA_LONG, MALLINFO2.byteOffset(PathElement.groupElement("uordblks")));
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }
}
