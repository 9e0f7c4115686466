package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What is needed of libnl-3: sockets, addresses, caches and attributes. Unless a function says otherwise an {@code int}
 * result is 0 or a negative libnl code ({@code netlink/errno.h}). Everything behind a pointer is opaque.
 *
 * @see <a href="https://www.infradead.org/~tgr/libnl/doc/core.html">libnl: core library</a>
 */
public final class LibNl {
    private static final NativeLibrary LIBRARY = LibNlRoute.LIBRARY;

    private static final MethodHandle NL_SOCKET_ALLOC = LIBRARY.function("nl_socket_alloc", ADDRESS);
    private static final MethodHandle NL_SOCKET_FREE = LIBRARY.procedure("nl_socket_free", ADDRESS);
    private static final MethodHandle NL_CONNECT = LIBRARY.function("nl_connect", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle NL_SOCKET_GET_FD = LIBRARY.function("nl_socket_get_fd", JAVA_INT, ADDRESS);
    private static final MethodHandle NL_SOCKET_MODIFY_ERR_CB =
            LIBRARY.function("nl_socket_modify_err_cb", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle NL_SOCKET_MODIFY_CB =
            LIBRARY.function("nl_socket_modify_cb", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle NL_SEND_SIMPLE =
            LIBRARY.function("nl_send_simple", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle NL_RECVMSGS_DEFAULT = LIBRARY.function("nl_recvmsgs_default", JAVA_INT, ADDRESS);
    private static final MethodHandle NL_WAIT_FOR_ACK = LIBRARY.function("nl_wait_for_ack", JAVA_INT, ADDRESS);
    private static final MethodHandle NL_GETERROR = LIBRARY.function("nl_geterror", NativeLibrary.STRING, JAVA_INT);
    private static final MethodHandle NL_ADDR_PARSE =
            LIBRARY.function("nl_addr_parse", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle NL_ADDR_BUILD =
            LIBRARY.function("nl_addr_build", ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle NL_ADDR_GET_BINARY_ADDR =
            LIBRARY.function("nl_addr_get_binary_addr", NativeLibrary.STRING, ADDRESS);
    private static final MethodHandle NL_ADDR_PUT = LIBRARY.procedure("nl_addr_put", ADDRESS);
    private static final MethodHandle NL_ADDR_SET_PREFIXLEN =
            LIBRARY.procedure("nl_addr_set_prefixlen", ADDRESS, JAVA_INT);
    private static final MethodHandle NL_ADDR2STR =
            LIBRARY.function("nl_addr2str", NativeLibrary.STRING, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle NL_CACHE_GET_FIRST = LIBRARY.function("nl_cache_get_first", ADDRESS, ADDRESS);
    private static final MethodHandle NL_CACHE_GET_NEXT = LIBRARY.function("nl_cache_get_next", ADDRESS, ADDRESS);
    private static final MethodHandle NL_CACHE_FREE = LIBRARY.procedure("nl_cache_free", ADDRESS);
    private static final MethodHandle NLMSG_HDR = LIBRARY.function("nlmsg_hdr", ADDRESS, ADDRESS);
    private static final MethodHandle NLMSG_FIND_ATTR =
            LIBRARY.function("nlmsg_find_attr", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle NLA_FIND = LIBRARY.function("nla_find", ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle NLA_DATA = LIBRARY.function("nla_data", ADDRESS, ADDRESS);
    private static final MethodHandle NLA_LEN = LIBRARY.function("nla_len", JAVA_INT, ADDRESS);
    private static final MethodHandle NLA_GET_U8 = LIBRARY.function("nla_get_u8", JAVA_BYTE, ADDRESS);
    private static final MethodHandle NLA_GET_STRING =
            LIBRARY.function("nla_get_string", NativeLibrary.STRING, ADDRESS);

    private LibNl() {}

    /** A new socket with one reference, or NULL without memory. */
    public static MemorySegment nl_socket_alloc() {
        try {
            return (MemorySegment) NL_SOCKET_ALLOC.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Closes and frees a socket. */
    public static void nl_socket_free(MemorySegment sk) {
        try {
            NL_SOCKET_FREE.invokeExact(sk);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Opens the socket in the network namespace of the calling thread, close-on-exec. */
    public static int nl_connect(MemorySegment sk, int protocol) {
        try {
            return (int) NL_CONNECT.invokeExact(sk, protocol);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The file descriptor of a connected socket, or -1. */
    public static int nl_socket_get_fd(MemorySegment sk) {
        try {
            return (int) NL_SOCKET_GET_FD.invokeExact(sk);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets what is called for an error message of the kernel, see {@link NetlinkErrors}. */
    public static int nl_socket_modify_err_cb(MemorySegment sk, int kind, MemorySegment func, MemorySegment arg) {
        try {
            return (int) NL_SOCKET_MODIFY_ERR_CB.invokeExact(sk, kind, func, arg);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets what is called for messages of a type, see {@link NetlinkReply}. */
    public static int nl_socket_modify_cb(MemorySegment sk, int type, int kind, MemorySegment func, MemorySegment arg) {
        try {
            return (int) NL_SOCKET_MODIFY_CB.invokeExact(sk, type, kind, func, arg);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sends a request of a header and {@code size} bytes; the bytes sent, or a negative code. */
    public static int nl_send_simple(MemorySegment sk, int type, int flags, MemorySegment buf, long size) {
        try {
            return (int) NL_SEND_SIMPLE.invokeExact(sk, type, flags, buf, size);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Receives an answer and hands its messages to the socket's callbacks. */
    public static int nl_recvmsgs_default(MemorySegment sk) {
        try {
            return (int) NL_RECVMSGS_DEFAULT.invokeExact(sk);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Receives until a request is acknowledged. */
    public static int nl_wait_for_ack(MemorySegment sk) {
        try {
            return (int) NL_WAIT_FOR_ACK.invokeExact(sk);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The text for a code of either sign, never NULL. */
    public static MemorySegment nl_geterror(int error) {
        try {
            return (MemorySegment) NL_GETERROR.invokeExact(error);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Parses an address of family {@code hint}; the new address is stored in {@code *result}. */
    public static int nl_addr_parse(MemorySegment addrstr, int hint, MemorySegment result) {
        try {
            return (int) NL_ADDR_PARSE.invokeExact(addrstr, hint, result);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** A new address from its bytes in network order, or NULL without memory. */
    public static MemorySegment nl_addr_build(int family, MemorySegment buf, long size) {
        try {
            return (MemorySegment) NL_ADDR_BUILD.invokeExact(family, buf, size);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The bytes of an address in network order, valid as long as the address; their number depends on its family. */
    public static MemorySegment nl_addr_get_binary_addr(MemorySegment addr) {
        try {
            return (MemorySegment) NL_ADDR_GET_BINARY_ADDR.invokeExact(addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Gives back a reference. */
    public static void nl_addr_put(MemorySegment addr) {
        try {
            NL_ADDR_PUT.invokeExact(addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the prefix length in bits. */
    public static void nl_addr_set_prefixlen(MemorySegment addr, int prefixlen) {
        try {
            NL_ADDR_SET_PREFIXLEN.invokeExact(addr, prefixlen);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Writes the address into {@code buf} and returns that; a prefix length is appended unless it is the full one. */
    public static MemorySegment nl_addr2str(MemorySegment addr, MemorySegment buf, long size) {
        try {
            return (MemorySegment) NL_ADDR2STR.invokeExact(addr, buf, size);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The first object, without a reference of its own, or NULL. */
    public static MemorySegment nl_cache_get_first(MemorySegment cache) {
        try {
            return (MemorySegment) NL_CACHE_GET_FIRST.invokeExact(cache);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The next object, without a reference of its own, or NULL. */
    public static MemorySegment nl_cache_get_next(MemorySegment object) {
        try {
            return (MemorySegment) NL_CACHE_GET_NEXT.invokeExact(object);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Gives back a reference to a cache. */
    public static void nl_cache_free(MemorySegment cache) {
        try {
            NL_CACHE_FREE.invokeExact(cache);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The header of a message. */
    public static MemorySegment nlmsg_hdr(MemorySegment msg) {
        try {
            return (MemorySegment) NLMSG_HDR.invokeExact(msg);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The attribute of a message behind a header of {@code hdrlen} bytes, or NULL. */
    public static MemorySegment nlmsg_find_attr(MemorySegment nlh, int hdrlen, int attrtype) {
        try {
            return (MemorySegment) NLMSG_FIND_ATTR.invokeExact(nlh, hdrlen, attrtype);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The attribute in a stream of {@code len} bytes of them, or NULL. */
    public static MemorySegment nla_find(MemorySegment head, int len, int attrtype) {
        try {
            return (MemorySegment) NLA_FIND.invokeExact(head, len, attrtype);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The payload of an attribute. */
    public static MemorySegment nla_data(MemorySegment nla) {
        try {
            return (MemorySegment) NLA_DATA.invokeExact(nla);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The bytes of payload of an attribute. */
    public static int nla_len(MemorySegment nla) {
        try {
            return (int) NLA_LEN.invokeExact(nla);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The payload of an attribute that is an unsigned byte. */
    public static byte nla_get_u8(MemorySegment nla) {
        try {
            return (byte) NLA_GET_U8.invokeExact(nla);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The payload of an attribute that is a string. */
    public static MemorySegment nla_get_string(MemorySegment nla) {
        try {
            return (MemorySegment) NLA_GET_STRING.invokeExact(nla);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }
}
