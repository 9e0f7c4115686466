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
    private static final MethodHandle SETNS = LIBRARY.functionWithErrno("setns", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKET =
            LIBRARY.functionWithErrno("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = LIBRARY.functionWithErrno("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME =
            LIBRARY.functionWithErrno("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle GETPEERNAME =
            LIBRARY.functionWithErrno("getpeername", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SHUTDOWN = LIBRARY.functionWithErrno("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            LIBRARY.functionWithErrno("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECV =
            LIBRARY.functionWithErrno("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EPOLL_CREATE1 = LIBRARY.functionWithErrno("epoll_create1", JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_CTL =
            LIBRARY.functionWithErrno("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle EPOLL_WAIT =
            LIBRARY.functionWithErrno("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD = LIBRARY.functionWithErrno("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD_WRITE =
            LIBRARY.functionWithErrno("eventfd_write", JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle EVENTFD_READ =
            LIBRARY.functionWithErrno("eventfd_read", JAVA_INT, JAVA_INT, ADDRESS);
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
     * Moves the calling thread into a namespace: setns(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param fd a namespace
     * @param nstype {@code CLONE_NEW*}, the kind that it must be of
     * @return 0, or -1 with errno set
     */
    public static int setns(MemorySegment errno, int fd, int nstype) {
        try {
            return (int) SETNS.invokeExact(errno, fd, nstype);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Makes a socket in the calling thread's network namespace: socket(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param domain {@code AF_*}
     * @param type {@code SOCK_*}
     * @param protocol of that family
     * @return a file descriptor, or -1 with errno set
     */
    public static int socket(MemorySegment errno, int domain, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(errno, domain, type, protocol);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Gives a socket its address: bind(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param sockfd the socket
     * @param addr {@code const struct sockaddr *}
     * @param addrlen its bytes
     * @return 0, or -1 with errno set
     */
    public static int bind(MemorySegment errno, int sockfd, MemorySegment addr, int addrlen) {
        try {
            return (int) BIND.invokeExact(errno, sockfd, addr, addrlen);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Tells to what a socket is bound: getsockname(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param sockfd the socket
     * @param addr {@code struct sockaddr *}, filled in
     * @param addrlen {@code socklen_t *}: bytes of it, then bytes of the address
     * @return 0, or -1 with errno set
     */
    public static int getsockname(MemorySegment errno, int sockfd, MemorySegment addr, MemorySegment addrlen) {
        try {
            return (int) GETSOCKNAME.invokeExact(errno, sockfd, addr, addrlen);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Tells to what the other end of a socket is bound: getpeername(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param sockfd the socket
     * @param addr {@code struct sockaddr *}, filled in
     * @param addrlen {@code socklen_t *}: bytes of it, then bytes of the address
     * @return 0, or -1 with errno set
     */
    public static int getpeername(MemorySegment errno, int sockfd, MemorySegment addr, MemorySegment addrlen) {
        try {
            return (int) GETPEERNAME.invokeExact(errno, sockfd, addr, addrlen);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Ends a connection without closing its descriptor: shutdown(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param sockfd the socket
     * @param how {@code SHUT_*}
     * @return 0, or -1 with errno set
     */
    public static int shutdown(MemorySegment errno, int sockfd, int how) {
        try {
            return (int) SHUTDOWN.invokeExact(errno, sockfd, how);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Sets an option of a socket: setsockopt(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param sockfd the socket
     * @param level {@code SOL_*}
     * @param optname the option
     * @param optval its value
     * @param optlen bytes of the value
     * @return 0, or -1 with errno set
     */
    public static int setsockopt(
            MemorySegment errno, int sockfd, int level, int optname, MemorySegment optval, int optlen) {
        try {
            return (int) SETSOCKOPT.invokeExact(errno, sockfd, level, optname, optval, optlen);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Receives a message: recv(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param sockfd the socket
     * @param buf where the message shall lie; what does not fit is lost
     * @param len bytes of it
     * @param flags {@code MSG_*}
     * @return bytes received, or -1 with errno set
     */
    public static long recv(MemorySegment errno, int sockfd, MemorySegment buf, long len, int flags) {
        try {
            return (long) RECV.invokeExact(errno, sockfd, buf, len, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Makes a set of file descriptors to wait for: epoll_create1(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param flags {@code EPOLL_CLOEXEC} or 0
     * @return a file descriptor, or -1 with errno set
     */
    public static int epoll_create1(MemorySegment errno, int flags) {
        try {
            return (int) EPOLL_CREATE1.invokeExact(errno, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Changes such a set: epoll_ctl(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param epfd the set
     * @param op {@code EPOLL_CTL_*}
     * @param fd the descriptor that it is about
     * @param event {@code struct epoll_event *}
     * @return 0, or -1 with errno set
     */
    public static int epoll_ctl(MemorySegment errno, int epfd, int op, int fd, MemorySegment event) {
        try {
            return (int) EPOLL_CTL.invokeExact(errno, epfd, op, fd, event);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Waits for such a set: epoll_wait(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param epfd the set
     * @param events {@code struct epoll_event[maxevents]}, filled in
     * @param maxevents 1 or more
     * @param timeout milliseconds, -1 for ever
     * @return how many are ready, or -1 with errno set
     */
    public static int epoll_wait(MemorySegment errno, int epfd, MemorySegment events, int maxevents, int timeout) {
        try {
            return (int) EPOLL_WAIT.invokeExact(errno, epfd, events, maxevents, timeout);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Makes a counter that can be waited for: eventfd(2).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param initval its counter at first
     * @param flags {@code EFD_*}
     * @return a file descriptor, or -1 with errno set
     */
    public static int eventfd(MemorySegment errno, int initval, int flags) {
        try {
            return (int) EVENTFD.invokeExact(errno, initval, flags);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Adds to such a counter: eventfd_write(3).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param fd the counter
     * @param value what to add
     * @return 0, or -1 with errno set
     */
    public static int eventfd_write(MemorySegment errno, int fd, long value) {
        try {
            return (int) EVENTFD_WRITE.invokeExact(errno, fd, value);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Takes what such a counter holds: eventfd_read(3).
     *
     * @param errno of {@link Errno#LAYOUT}
     * @param fd the counter
     * @param value {@code eventfd_t *}, filled in
     * @return 0, or -1 with errno set
     */
    public static int eventfd_read(MemorySegment errno, int fd, MemorySegment value) {
        try {
            return (int) EVENTFD_READ.invokeExact(errno, fd, value);
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
