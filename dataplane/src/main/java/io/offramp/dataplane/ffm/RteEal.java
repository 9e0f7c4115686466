package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * librte_eal: initialisation, threads, devices, logs and memory ({@code rte_eal.h}, {@code rte_lcore.h}, {@code rte_dev.h},
 * {@code rte_log.h}, {@code rte_malloc.h}, {@code rte_errno.h}).
 */
public final class RteEal {
    private static final NativeLibrary LIBRARY = Dpdk.get().library("eal");
    private static final MethodHandle RTE_EAL_INIT = LIBRARY.function("rte_eal_init", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle RTE_EAL_CLEANUP = LIBRARY.function("rte_eal_cleanup", JAVA_INT);
    private static final MethodHandle RTE_VERSION = LIBRARY.function("rte_version", ADDRESS);
    private static final MethodHandle RTE_STRERROR = LIBRARY.function("rte_strerror", ADDRESS, JAVA_INT);
    private static final MethodHandle RTE_EAL_HAS_HUGEPAGES = LIBRARY.function("rte_eal_has_hugepages", JAVA_INT);
    private static final MethodHandle RTE_THREAD_REGISTER = LIBRARY.function("rte_thread_register", JAVA_INT);
    private static final MethodHandle RTE_THREAD_UNREGISTER = LIBRARY.procedure("rte_thread_unregister");
    private static final MethodHandle RTE_THREAD_SET_AFFINITY =
            LIBRARY.function("rte_thread_set_affinity", JAVA_INT, ADDRESS);
    private static final MethodHandle RTE_OPENLOG_STREAM = LIBRARY.function("rte_openlog_stream", JAVA_INT, ADDRESS);
    private static final MethodHandle RTE_DEV_PROBE = LIBRARY.function("rte_dev_probe", JAVA_INT, ADDRESS);
    private static final MethodHandle RTE_EAL_HOTPLUG_ADD =
            LIBRARY.function("rte_eal_hotplug_add", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle RTE_EAL_HOTPLUG_REMOVE =
            LIBRARY.function("rte_eal_hotplug_remove", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RTE_SOCKET_COUNT = LIBRARY.function("rte_socket_count", JAVA_INT);
    private static final MethodHandle RTE_SOCKET_ID_BY_IDX =
            LIBRARY.function("rte_socket_id_by_idx", JAVA_INT, JAVA_INT);
    private static final MethodHandle RTE_MALLOC_GET_SOCKET_STATS =
            LIBRARY.function("rte_malloc_get_socket_stats", JAVA_INT, JAVA_INT, ADDRESS);

    private RteEal() {}

    /**
     * Initialises EAL and pins the calling thread to the main lcore; once a process.
     *
     * @param argc number of arguments
     * @param argv {@code char **}, kept and reordered by EAL: it must live as long as the process
     * @return number of parsed arguments, or -1 with rte_errno set
     */
    public static int rte_eal_init(int argc, MemorySegment argv) {
        try {
            return (int) RTE_EAL_INIT.invokeExact(argc, argv);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Gives EAL's resources back; no other call may follow.
     *
     * @return 0, or a negative errno
     */
    public static int rte_eal_cleanup() {
        try {
            return (int) RTE_EAL_CLEANUP.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The version of the library.
     *
     * @return {@code const char *}, static
     */
    public static MemorySegment rte_version() {
        try {
            return (MemorySegment) RTE_VERSION.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * What an error number means.
     *
     * @param errnum a positive errno or one of DPDK's own
     * @return {@code const char *}, thread-local
     */
    public static MemorySegment rte_strerror(int errnum) {
        try {
            return (MemorySegment) RTE_STRERROR.invokeExact(errnum);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Whether DPDK's memory lies in hugepages.
     *
     * @return 1 or 0
     */
    public static int rte_eal_has_hugepages() {
        try {
            return (int) RTE_EAL_HAS_HUGEPAGES.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Gives the calling thread an lcore id and with it the mempool caches; secondary processes are impossible from then on.
     *
     * @return 0, or -1 with rte_errno set
     */
    public static int rte_thread_register() {
        try {
            return (int) RTE_THREAD_REGISTER.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Gives the calling thread's lcore id back.
     */
    public static void rte_thread_unregister() {
        try {
            RTE_THREAD_UNREGISTER.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Pins the calling thread.
     *
     * @param cpusetp {@code rte_cpuset_t *}
     * @return 0, or -1
     */
    public static int rte_thread_set_affinity(MemorySegment cpusetp) {
        try {
            return (int) RTE_THREAD_SET_AFFINITY.invokeExact(cpusetp);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Sends all logs to a stream; may be called before {@link #rte_eal_init}.
     *
     * @param f {@code FILE *}, or NULL for the default
     * @return 0
     */
    public static int rte_openlog_stream(MemorySegment f) {
        try {
            return (int) RTE_OPENLOG_STREAM.invokeExact(f);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Hot-plugs a device.
     *
     * @param devargs {@code const char *}: bus and device name, then its arguments
     * @return 0, or a negative errno
     */
    public static int rte_dev_probe(MemorySegment devargs) {
        try {
            return (int) RTE_DEV_PROBE.invokeExact(devargs);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Hot-plugs a device of a bus.
     *
     * @param busname {@code const char *}, such as {@code vdev}
     * @param devname {@code const char *}
     * @param drvargs {@code const char *}, never NULL
     * @return 0, or a negative errno
     */
    public static int rte_eal_hotplug_add(MemorySegment busname, MemorySegment devname, MemorySegment drvargs) {
        try {
            return (int) RTE_EAL_HOTPLUG_ADD.invokeExact(busname, devname, drvargs);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Unplugs a device of a bus.
     *
     * @param busname {@code const char *}
     * @param devname {@code const char *}
     * @return 0, or a negative errno
     */
    public static int rte_eal_hotplug_remove(MemorySegment busname, MemorySegment devname) {
        try {
            return (int) RTE_EAL_HOTPLUG_REMOVE.invokeExact(busname, devname);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Number of NUMA nodes with DPDK memory or lcores.
     *
     * @return at least 1
     */
    public static int rte_socket_count() {
        try {
            return (int) RTE_SOCKET_COUNT.invokeExact();
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The id of a NUMA node.
     *
     * @param idx 0 to {@link #rte_socket_count} less one
     * @return the id, or -1 with rte_errno set
     */
    public static int rte_socket_id_by_idx(int idx) {
        try {
            return (int) RTE_SOCKET_ID_BY_IDX.invokeExact(idx);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The heap of a NUMA node.
     *
     * @param socket its id
     * @param socket_stats {@code struct rte_malloc_socket_stats *}
     * @return 0, or -1
     */
    public static int rte_malloc_get_socket_stats(int socket, MemorySegment socket_stats) {
        try {
            return (int) RTE_MALLOC_GET_SOCKET_STATS.invokeExact(socket, socket_stats);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The calling thread's {@code rte_errno}: a thread-local variable, so its address is looked up anew each time. Read it
     * right after the call that set it.
     *
     * @return a positive errno or one of DPDK's own
     */
    public static int rte_errno() {
        return Pointers.struct(LIBRARY.symbol("per_lcore__rte_errno"), JAVA_INT.byteSize())
                .get(JAVA_INT, 0);
    }
}
