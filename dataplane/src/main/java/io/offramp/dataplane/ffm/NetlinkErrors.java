package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The kernel's own words of the last request that failed on a netlink socket. libnl folds every errno into some thirty
 * codes and drops the text of the extended acknowledgement, which is the part that says what was wrong.
 *
 * <p>Used by the socket's thread only.
 */
@SuppressWarnings("restricted")
public final class NetlinkErrors {
    private static final FunctionDescriptor SIGNATURE =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ON_ERROR = onError();

    /** Tells libnl to return the code that it makes of the errno ({@code enum nl_cb_action}). */
    private static final int NL_STOP = 2;

    // linux/netlink.h: a struct nlmsghdr, then a struct nlmsgerr, which is an errno and the header of the request; then
    // the rest of the request unless NLM_F_CAPPED; then the attributes when NLM_F_ACK_TLVS.
    private static final int NLMSGHDR_SIZE = 16;
    private static final int NLMSGERR_SIZE = 4 + NLMSGHDR_SIZE;
    private static final long NLMSG_FLAGS = 6;
    private static final long ERROR = NLMSGHDR_SIZE;
    private static final long REQUEST_LENGTH = NLMSGHDR_SIZE + 4;
    private static final int NLM_F_CAPPED = 0x100;
    private static final int NLM_F_ACK_TLVS = 0x200;
    private static final int NLMSGERR_ATTR_MSG = 1;

    private final MemorySegment function;
    private int errno;
    private String text = "";

    /**
     * Creates one.
     *
     * @param arena must outlive the socket
     */
    public NetlinkErrors(Arena arena) {
        function = NativeLibrary.callback(ON_ERROR.bindTo(this), SIGNATURE, arena);
    }

    /**
     * What the socket shall call.
     *
     * @return an {@code nl_recvmsg_err_cb_t}
     */
    public MemorySegment function() {
        return function;
    }

    /** Forgets the last failure. */
    public void clear() {
        errno = 0;
        text = "";
    }

    /**
     * The errno of the last failure.
     *
     * @return positive, or 0 when the kernel has refused nothing since {@link #clear()}
     */
    public int errno() {
        return errno;
    }

    /**
     * The kernel's text on the last failure.
     *
     * @return such as {@code mtu greater than device maximum}, or empty when it gave none
     */
    public String text() {
        return text;
    }

    private int onError(MemorySegment sender, MemorySegment error, MemorySegment argument) {
        MemorySegment message =
                MemorySegment.ofAddress(error.address() - NLMSGHDR_SIZE).reinterpret(NLMSGHDR_SIZE + NLMSGERR_SIZE);
        errno = -message.get(JAVA_INT_UNALIGNED, ERROR);
        int flags = message.get(JAVA_SHORT_UNALIGNED, NLMSG_FLAGS);
        if ((flags & NLM_F_ACK_TLVS) != 0) {
            int echoed =
                    (flags & NLM_F_CAPPED) != 0 ? 0 : message.get(JAVA_INT_UNALIGNED, REQUEST_LENGTH) - NLMSGHDR_SIZE;
            MemorySegment attribute = LibNl.nlmsg_find_attr(message, NLMSGERR_SIZE + echoed, NLMSGERR_ATTR_MSG);
            text = attribute.address() == 0
                    ? ""
                    : LibNl.nla_get_string(attribute).getString(0);
        }
        return NL_STOP;
    }

    private static MethodHandle onError() {
        try {
            return MethodHandles.lookup()
                    .findVirtual(
                            NetlinkErrors.class,
                            "onError",
                            MethodType.methodType(
                                    int.class, MemorySegment.class, MemorySegment.class, MemorySegment.class));
        } catch (ReflectiveOperationException absent) {
            throw new AssertionError(absent);
        }
    }
}
