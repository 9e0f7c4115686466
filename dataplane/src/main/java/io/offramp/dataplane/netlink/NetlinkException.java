package io.offramp.dataplane.netlink;

import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.LibNl;
import io.offramp.dataplane.ffm.NativeCallException;
import java.io.Serial;

/**
 * A netlink request failed. The message names the libnl function, what it was asked, libnl's code and text, and where the
 * kernel refused also its errno and its own words: {@code rtnl_link_change(ifindex=7, mtu=67): 7 Invalid input data or
 * parameter (kernel: EINVAL, mtu less than device minimum)}.
 */
public final class NetlinkException extends NativeCallException {
    /** No memory, or the kernel dropped messages because a socket's buffer was full. */
    public static final int NLE_NOMEM = 5;

    /** The interface has that address already. */
    public static final int NLE_EXIST = 6;

    /** The kernel holds a value for invalid. */
    public static final int NLE_INVAL = 7;

    /** The interface has no such address, or a MAC address is none that it may have. */
    public static final int NLE_NOADDR = 19;

    /** The process may not do that. */
    public static final int NLE_NOACCESS = 27;

    /** The process lacks {@code CAP_NET_ADMIN}, or a driver does not permit it. */
    public static final int NLE_PERM = 28;

    /** There is no such interface. */
    public static final int NLE_NODEV = 31;

    @Serial
    private static final long serialVersionUID = 1L;

    private final int errno;

    private NetlinkException(String call, int code, String meaning, int errno) {
        super(call, code, meaning);
        this.errno = errno;
    }

    /** A failure inside libnl. */
    static NetlinkException of(String call, int result) {
        return new NetlinkException(call, Math.abs(result), text(result), 0);
    }

    /** A refusal by the kernel; {@code kernelText} may be empty. */
    static NetlinkException of(String call, int result, int errno, String kernelText) {
        String refusal = kernelText.isEmpty() ? Errno.name(errno) : Errno.name(errno) + ", " + kernelText;
        return new NetlinkException(call, Math.abs(result), "%s (kernel: %s)".formatted(text(result), refusal), errno);
    }

    /** Passes a result that is no failure. */
    static int check(String call, int result) {
        if (result < 0) {
            throw of(call, result);
        }
        return result;
    }

    /**
     * The kernel's errno.
     *
     * @return positive, or 0 when the failure did not come from the kernel's answer
     */
    public int errno() {
        return errno;
    }

    @Override
    public boolean denied() {
        return code() == NLE_PERM || code() == NLE_NOACCESS;
    }

    private static String text(int code) {
        return LibNl.nl_geterror(code).getString(0);
    }
}
