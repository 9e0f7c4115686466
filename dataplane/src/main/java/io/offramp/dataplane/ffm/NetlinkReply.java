package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The last message that a netlink socket received as an answer, as it came: for attributes that libnl's own objects leave
 * out.
 *
 * <p>Used by the socket's thread only.
 */
@SuppressWarnings("restricted")
public final class NetlinkReply {
    private static final FunctionDescriptor SIGNATURE = FunctionDescriptor.of(ValueLayout.JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle ON_MESSAGE = onMessage();

    /** Tells libnl to go on ({@code enum nl_cb_action}). */
    private static final int NL_OK = 0;

    /** {@code nlmsg_len}, the header's first member, which counts the header. */
    private static final int LENGTH_SIZE = 4;

    private final MemorySegment function;
    private byte[] message = new byte[0];

    /**
     * Creates one.
     *
     * @param arena must outlive the socket
     */
    public NetlinkReply(Arena arena) {
        function = NativeLibrary.callback(ON_MESSAGE.bindTo(this), SIGNATURE, arena);
    }

    /**
     * What the socket shall call for valid messages.
     *
     * @return an {@code nl_recvmsg_msg_cb_t}
     */
    public MemorySegment function() {
        return function;
    }

    /**
     * The last message.
     *
     * @param arena where it shall lie
     * @return a {@code struct nlmsghdr} and what follows it
     */
    public MemorySegment message(Arena arena) {
        MemorySegment copy = arena.allocate(message.length, Long.BYTES);
        MemorySegment.copy(message, 0, copy, JAVA_BYTE, 0, message.length);
        return copy;
    }

    private int onMessage(MemorySegment received, MemorySegment argument) {
        MemorySegment header = LibNl.nlmsg_hdr(received);
        int length = header.reinterpret(LENGTH_SIZE).get(JAVA_INT_UNALIGNED, 0);
        message = header.reinterpret(length).toArray(JAVA_BYTE);
        return NL_OK;
    }

    private static MethodHandle onMessage() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(
                            NetlinkReply.class,
                            "onMessage",
                            MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
        } catch (ReflectiveOperationException absent) {
            throw new AssertionError(absent);
        }
    }
}
