package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What is needed of libnl-route-3: links and addresses. Unless a function says otherwise an {@code int} result is 0 or a
 * negative libnl code ({@code netlink/errno.h}). Everything behind a pointer is opaque.
 *
 * @see <a href="https://www.infradead.org/~tgr/libnl/doc/route.html">libnl: routing family</a>
 */
public final class LibNlRoute {
    /** Also the way to libnl-3, on which it depends: one package to install, one message when it is missing. */
    static final NativeLibrary LIBRARY = NativeLibrary.require("libnl-route-3.so.200", "libnl-route-3-200");

    private static final MethodHandle RTNL_LINK_ALLOC = LIBRARY.function("rtnl_link_alloc", ADDRESS);
    private static final MethodHandle RTNL_LINK_PUT = LIBRARY.procedure("rtnl_link_put", ADDRESS);
    private static final MethodHandle RTNL_LINK_GET_KERNEL =
            LIBRARY.function("rtnl_link_get_kernel", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_LINK_ALLOC_CACHE =
            LIBRARY.function("rtnl_link_alloc_cache", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle RTNL_LINK_CHANGE =
            LIBRARY.function("rtnl_link_change", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_LINK_DELETE =
            LIBRARY.function("rtnl_link_delete", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_LINK_SET_IFINDEX =
            LIBRARY.procedure("rtnl_link_set_ifindex", ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_LINK_GET_IFINDEX =
            LIBRARY.function("rtnl_link_get_ifindex", JAVA_INT, ADDRESS);
    private static final MethodHandle RTNL_LINK_GET_NAME =
            LIBRARY.function("rtnl_link_get_name", NativeLibrary.STRING, ADDRESS);
    private static final MethodHandle RTNL_LINK_SET_NAME = LIBRARY.procedure("rtnl_link_set_name", ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_LINK_SET_CARRIER =
            LIBRARY.procedure("rtnl_link_set_carrier", ADDRESS, JAVA_BYTE);
    private static final MethodHandle RTNL_LINK_SET_NS_FD = LIBRARY.procedure("rtnl_link_set_ns_fd", ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_LINK_SET_IFALIAS =
            LIBRARY.procedure("rtnl_link_set_ifalias", ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_LINK_GET_IFALIAS =
            LIBRARY.function("rtnl_link_get_ifalias", NativeLibrary.STRING, ADDRESS);
    private static final MethodHandle RTNL_LINK_SET_FLAGS = LIBRARY.procedure("rtnl_link_set_flags", ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_LINK_UNSET_FLAGS =
            LIBRARY.procedure("rtnl_link_unset_flags", ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_LINK_GET_FLAGS = LIBRARY.function("rtnl_link_get_flags", JAVA_INT, ADDRESS);
    private static final MethodHandle RTNL_LINK_SET_MTU = LIBRARY.procedure("rtnl_link_set_mtu", ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_LINK_GET_MTU = LIBRARY.function("rtnl_link_get_mtu", JAVA_INT, ADDRESS);
    private static final MethodHandle RTNL_LINK_SET_ADDR = LIBRARY.procedure("rtnl_link_set_addr", ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_LINK_GET_ADDR = LIBRARY.function("rtnl_link_get_addr", ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_LINK_GET_OPERSTATE =
            LIBRARY.function("rtnl_link_get_operstate", JAVA_BYTE, ADDRESS);
    private static final MethodHandle RTNL_LINK_OPERSTATE2STR =
            LIBRARY.function("rtnl_link_operstate2str", NativeLibrary.STRING, JAVA_BYTE, ADDRESS, JAVA_LONG);
    private static final MethodHandle RTNL_LINK_GET_STAT =
            LIBRARY.function("rtnl_link_get_stat", JAVA_LONG, ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_ADDR_ALLOC = LIBRARY.function("rtnl_addr_alloc", ADDRESS);
    private static final MethodHandle RTNL_ADDR_PUT = LIBRARY.procedure("rtnl_addr_put", ADDRESS);
    private static final MethodHandle RTNL_ADDR_ALLOC_CACHE =
            LIBRARY.function("rtnl_addr_alloc_cache", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_ADDR_ADD =
            LIBRARY.function("rtnl_addr_add", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_ADDR_DELETE =
            LIBRARY.function("rtnl_addr_delete", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_ADDR_SET_IFINDEX =
            LIBRARY.procedure("rtnl_addr_set_ifindex", ADDRESS, JAVA_INT);
    private static final MethodHandle RTNL_ADDR_GET_IFINDEX =
            LIBRARY.function("rtnl_addr_get_ifindex", JAVA_INT, ADDRESS);
    private static final MethodHandle RTNL_ADDR_GET_FAMILY =
            LIBRARY.function("rtnl_addr_get_family", JAVA_INT, ADDRESS);
    private static final MethodHandle RTNL_ADDR_GET_PREFIXLEN =
            LIBRARY.function("rtnl_addr_get_prefixlen", JAVA_INT, ADDRESS);
    private static final MethodHandle RTNL_ADDR_SET_LOCAL =
            LIBRARY.function("rtnl_addr_set_local", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_ADDR_GET_LOCAL = LIBRARY.function("rtnl_addr_get_local", ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_ADDR_SET_BROADCAST =
            LIBRARY.function("rtnl_addr_set_broadcast", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RTNL_ADDR_SET_FLAGS = LIBRARY.procedure("rtnl_addr_set_flags", ADDRESS, JAVA_INT);

    private LibNlRoute() {}

    /** A new, empty link with one reference, or NULL without memory. */
    public static MemorySegment rtnl_link_alloc() {
        try {
            return (MemorySegment) RTNL_LINK_ALLOC.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Gives back a reference. */
    public static void rtnl_link_put(MemorySegment link) {
        try {
            RTNL_LINK_PUT.invokeExact(link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Asks the kernel for a link by index, or by name when the index is 0; stored in {@code *result} with a reference. */
    public static int rtnl_link_get_kernel(MemorySegment sk, int ifindex, MemorySegment name, MemorySegment result) {
        try {
            return (int) RTNL_LINK_GET_KERNEL.invokeExact(sk, ifindex, name, result);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Asks the kernel for all links; {@code family} is an {@code AF_*}, the new cache is stored in {@code *result}. */
    public static int rtnl_link_alloc_cache(MemorySegment sk, int family, MemorySegment result) {
        try {
            return (int) RTNL_LINK_ALLOC_CACHE.invokeExact(sk, family, result);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Applies {@code changes} to the link that {@code orig} names. */
    public static int rtnl_link_change(MemorySegment sk, MemorySegment orig, MemorySegment changes, int flags) {
        try {
            return (int) RTNL_LINK_CHANGE.invokeExact(sk, orig, changes, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Deletes a link; aborts the process when the link has neither index nor name. */
    public static int rtnl_link_delete(MemorySegment sk, MemorySegment link) {
        try {
            return (int) RTNL_LINK_DELETE.invokeExact(sk, link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the interface index. */
    public static void rtnl_link_set_ifindex(MemorySegment link, int ifindex) {
        try {
            RTNL_LINK_SET_IFINDEX.invokeExact(link, ifindex);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The interface index. */
    public static int rtnl_link_get_ifindex(MemorySegment link) {
        try {
            return (int) RTNL_LINK_GET_IFINDEX.invokeExact(link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The name, or NULL when it is not set. */
    public static MemorySegment rtnl_link_get_name(MemorySegment link) {
        try {
            return (MemorySegment) RTNL_LINK_GET_NAME.invokeExact(link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the name, of which a copy is made. */
    public static void rtnl_link_set_name(MemorySegment link, MemorySegment name) {
        try {
            RTNL_LINK_SET_NAME.invokeExact(link, name);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets whether there is a carrier, 1 or 0. */
    public static void rtnl_link_set_carrier(MemorySegment link, byte status) {
        try {
            RTNL_LINK_SET_CARRIER.invokeExact(link, status);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the network namespace, by a file descriptor of it. */
    public static void rtnl_link_set_ns_fd(MemorySegment link, int fd) {
        try {
            RTNL_LINK_SET_NS_FD.invokeExact(link, fd);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the alias, of which a copy is made. */
    public static void rtnl_link_set_ifalias(MemorySegment link, MemorySegment alias) {
        try {
            RTNL_LINK_SET_IFALIAS.invokeExact(link, alias);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The alias, or NULL when there is none. */
    public static MemorySegment rtnl_link_get_ifalias(MemorySegment link) {
        try {
            return (MemorySegment) RTNL_LINK_GET_IFALIAS.invokeExact(link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Asks for {@code IFF_*} flags to be set. */
    public static void rtnl_link_set_flags(MemorySegment link, int flags) {
        try {
            RTNL_LINK_SET_FLAGS.invokeExact(link, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Asks for {@code IFF_*} flags to be cleared. */
    public static void rtnl_link_unset_flags(MemorySegment link, int flags) {
        try {
            RTNL_LINK_UNSET_FLAGS.invokeExact(link, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The {@code IFF_*} flags. */
    public static int rtnl_link_get_flags(MemorySegment link) {
        try {
            return (int) RTNL_LINK_GET_FLAGS.invokeExact(link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the MTU in bytes. */
    public static void rtnl_link_set_mtu(MemorySegment link, int mtu) {
        try {
            RTNL_LINK_SET_MTU.invokeExact(link, mtu);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The MTU in bytes. */
    public static int rtnl_link_get_mtu(MemorySegment link) {
        try {
            return (int) RTNL_LINK_GET_MTU.invokeExact(link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the link-layer address; takes a reference of its own. */
    public static void rtnl_link_set_addr(MemorySegment link, MemorySegment addr) {
        try {
            RTNL_LINK_SET_ADDR.invokeExact(link, addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The link-layer address, without a reference of its own, or NULL. */
    public static MemorySegment rtnl_link_get_addr(MemorySegment link) {
        try {
            return (MemorySegment) RTNL_LINK_GET_ADDR.invokeExact(link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The operational state, an {@code IF_OPER_*}. */
    public static byte rtnl_link_get_operstate(MemorySegment link) {
        try {
            return (byte) RTNL_LINK_GET_OPERSTATE.invokeExact(link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Writes the name of an operational state into {@code buf} and returns that. */
    public static MemorySegment rtnl_link_operstate2str(byte state, MemorySegment buf, long size) {
        try {
            return (MemorySegment) RTNL_LINK_OPERSTATE2STR.invokeExact(state, buf, size);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** A counter, an {@code RTNL_LINK_*} of {@code rtnl_link_stat_id_t}, from {@code IFLA_STATS64}. */
    public static long rtnl_link_get_stat(MemorySegment link, int id) {
        try {
            return (long) RTNL_LINK_GET_STAT.invokeExact(link, id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** A new, empty address with one reference, or NULL without memory. */
    public static MemorySegment rtnl_addr_alloc() {
        try {
            return (MemorySegment) RTNL_ADDR_ALLOC.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Gives back a reference. */
    public static void rtnl_addr_put(MemorySegment addr) {
        try {
            RTNL_ADDR_PUT.invokeExact(addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Asks the kernel for the addresses of all links; the new cache is stored in {@code *result}. */
    public static int rtnl_addr_alloc_cache(MemorySegment sk, MemorySegment result) {
        try {
            return (int) RTNL_ADDR_ALLOC_CACHE.invokeExact(sk, result);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Adds an address; {@code flags} are {@code NLM_F_*}. */
    public static int rtnl_addr_add(MemorySegment sk, MemorySegment addr, int flags) {
        try {
            return (int) RTNL_ADDR_ADD.invokeExact(sk, addr, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Removes an address. */
    public static int rtnl_addr_delete(MemorySegment sk, MemorySegment addr, int flags) {
        try {
            return (int) RTNL_ADDR_DELETE.invokeExact(sk, addr, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the interface index. */
    public static void rtnl_addr_set_ifindex(MemorySegment addr, int ifindex) {
        try {
            RTNL_ADDR_SET_IFINDEX.invokeExact(addr, ifindex);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The interface index. */
    public static int rtnl_addr_get_ifindex(MemorySegment addr) {
        try {
            return (int) RTNL_ADDR_GET_IFINDEX.invokeExact(addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The address family, an {@code AF_*}. */
    public static int rtnl_addr_get_family(MemorySegment addr) {
        try {
            return (int) RTNL_ADDR_GET_FAMILY.invokeExact(addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The prefix length in bits. */
    public static int rtnl_addr_get_prefixlen(MemorySegment addr) {
        try {
            return (int) RTNL_ADDR_GET_PREFIXLEN.invokeExact(addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the address, its family and its prefix length; takes a reference of its own. */
    public static int rtnl_addr_set_local(MemorySegment addr, MemorySegment local) {
        try {
            return (int) RTNL_ADDR_SET_LOCAL.invokeExact(addr, local);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** The address itself, without a reference of its own, or NULL. */
    public static MemorySegment rtnl_addr_get_local(MemorySegment addr) {
        try {
            return (MemorySegment) RTNL_ADDR_GET_LOCAL.invokeExact(addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets the broadcast address; takes a reference of its own. */
    public static int rtnl_addr_set_broadcast(MemorySegment addr, MemorySegment broadcast) {
        try {
            return (int) RTNL_ADDR_SET_BROADCAST.invokeExact(addr, broadcast);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /** Sets {@code IFA_F_*} flags. */
    public static void rtnl_addr_set_flags(MemorySegment addr, int flags) {
        try {
            RTNL_ADDR_SET_FLAGS.invokeExact(addr, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }
}
