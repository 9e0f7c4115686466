package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The C library, as far as the JDK does not cover it. */
public final class LibC {
    private static final NativeLibrary LIBRARY = NativeLibrary.libc();
    private static final MethodHandle SCHED_GETAFFINITY =
            LIBRARY.functionWithErrno("sched_getaffinity", JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle SCHED_SETAFFINITY =
            LIBRARY.functionWithErrno("sched_setaffinity", JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle MEMFD_CREATE =
            LIBRARY.functionWithErrno("memfd_create", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle FDOPEN = LIBRARY.functionWithErrno("fdopen", ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle FTRUNCATE = LIBRARY.functionWithErrno("ftruncate", JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle OPEN = LIBRARY.variadicWithErrno("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = LIBRARY.functionWithErrno("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle IOCTL_OF_POINTER =
            LIBRARY.variadicWithErrno("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle IOCTL_OF_NUMBER =
            LIBRARY.variadicWithErrno("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle IF_NAMETOINDEX = LIBRARY.functionWithErrno("if_nametoindex", JAVA_INT, ADDRESS);
    private static final MethodHandle STRERROR = LIBRARY.function("strerror", ADDRESS, JAVA_INT);

    private LibC() {}

    /**
     * Reads the CPUs that a thread may run on: sched_getaffinity(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param pid a thread id, 0 for the calling thread
     * @param cpusetsize bytes of mask
     * @param mask {@code cpu_set_t *}, filled in
     * @return 0, or -1 with errno set
     */
    public static int sched_getaffinity(MemorySegment errno, int pid, long cpusetsize, MemorySegment mask) {
        try {
            return (int) SCHED_GETAFFINITY.invokeExact(errno, pid, cpusetsize, mask);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Sets the CPUs that a thread may run on: sched_setaffinity(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param pid a thread id, 0 for the calling thread
     * @param cpusetsize bytes of mask
     * @param mask {@code const cpu_set_t *}
     * @return 0, or -1 with errno set
     */
    public static int sched_setaffinity(MemorySegment errno, int pid, long cpusetsize, MemorySegment mask) {
        try {
            return (int) SCHED_SETAFFINITY.invokeExact(errno, pid, cpusetsize, mask);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Makes an anonymous file: memfd_create(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param name {@code const char *}, for /proc only
     * @param flags {@code MFD_*}
     * @return a file descriptor, or -1 with errno set
     */
    public static int memfd_create(MemorySegment errno, MemorySegment name, int flags) {
        try {
            return (int) MEMFD_CREATE.invokeExact(errno, name, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Makes a stream of a file descriptor: fdopen(3).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param fd the descriptor, owned by the stream from then on
     * @param mode {@code const char *}
     * @return {@code FILE *}, or NULL with errno set
     */
    public static MemorySegment fdopen(MemorySegment errno, int fd, MemorySegment mode) {
        try {
            return (MemorySegment) FDOPEN.invokeExact(errno, fd, mode);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Sets a file's length: ftruncate(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param fd the file
     * @param length bytes
     * @return 0, or -1 with errno set
     */
    public static int ftruncate(MemorySegment errno, int fd, long length) {
        try {
            return (int) FTRUNCATE.invokeExact(errno, fd, length);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Opens a file that exists: open(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param pathname {@code const char *}
     * @param flags {@code O_*}, without {@code O_CREAT} and {@code O_TMPFILE}
     * @return a file descriptor, or -1 with errno set
     */
    public static int open(MemorySegment errno, MemorySegment pathname, int flags) {
        try {
            return (int) OPEN.invokeExact(errno, pathname, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Closes a file descriptor: close(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param fd the descriptor, which is free afterwards whatever the result
     * @return 0, or -1 with errno set
     */
    public static int close(MemorySegment errno, int fd) {
        try {
            return (int) CLOSE.invokeExact(errno, fd);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Controls a device by a structure: ioctl(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param fd the open device or socket
     * @param request what to do
     * @param argument the structure that the request takes
     * @return not negative, or -1 with errno set
     */
    public static int ioctl(MemorySegment errno, int fd, long request, MemorySegment argument) {
        try {
            return (int) IOCTL_OF_POINTER.invokeExact(errno, fd, request, argument);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Controls a device by a number: ioctl(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param fd the open device or socket
     * @param request what to do
     * @param argument the number that the request takes
     * @return not negative, or -1 with errno set
     */
    public static int ioctl(MemorySegment errno, int fd, long request, long argument) {
        try {
            return (int) IOCTL_OF_NUMBER.invokeExact(errno, fd, request, argument);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The index of an interface in the calling thread's network namespace: if_nametoindex(3).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param ifname {@code const char *}
     * @return its index, or 0 with errno set
     */
    public static int if_nametoindex(MemorySegment errno, MemorySegment ifname) {
        try {
            return (int) IF_NAMETOINDEX.invokeExact(errno, ifname);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * What an errno means: strerror(3).
     *
     * @param errnum a positive errno
     * @return {@code char *}, valid until the next call
     */
    public static MemorySegment strerror(int errnum) {
        try {
            return (MemorySegment) STRERROR.invokeExact(errnum);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }
}
