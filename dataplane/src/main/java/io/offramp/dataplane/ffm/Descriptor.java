package io.offramp.dataplane.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A file descriptor that is closed once, and never inherited by a program that is started. It may be used and closed by
 * any thread; who closes it sees to it that no other uses it then, since the kernel gives the number to the next file.
 */
public final class Descriptor implements AutoCloseable {
    private static final int O_CLOEXEC = KernelAbi.intValue("O_CLOEXEC");

    private final int number;
    private final String what;
    private boolean closed;

    private Descriptor(int number, String what) {
        this.number = number;
        this.what = what;
    }

    /**
     * Opens a file that exists.
     *
     * @param path its path
     * @param flags {@code O_*}, to which {@code O_CLOEXEC} is added
     * @return to be closed
     * @throws NativeCallException when the kernel refuses
     */
    public static Descriptor open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return of(LibC.open(errno, arena.allocateFrom(path), flags | O_CLOEXEC), "open(%s)".formatted(path), errno);
        }
    }

    /**
     * Makes a socket in the calling thread's network namespace.
     *
     * @param domain {@code AF_*}
     * @param type {@code SOCK_*}, to which {@code SOCK_CLOEXEC} is added
     * @param protocol of that family
     * @return to be closed
     * @throws NativeCallException when the kernel refuses
     */
    public static Descriptor socket(int domain, int type, int protocol) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            int number = LibC.socket(errno, domain, type | KernelAbi.intValue("SOCK_CLOEXEC"), protocol);
            return of(number, "socket(%d, %d, %d)".formatted(domain, type, protocol), errno);
        }
    }

    /**
     * Makes an empty epoll(7) set.
     *
     * @return to be closed
     * @throws NativeCallException when the kernel refuses
     */
    public static Descriptor epoll() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return of(LibC.epoll_create1(errno, KernelAbi.intValue("EPOLL_CLOEXEC")), "epoll_create1()", errno);
        }
    }

    /**
     * Makes a counter of 0 that can be waited for and never blocks, see eventfd(2).
     *
     * @return to be closed
     * @throws NativeCallException when the kernel refuses
     */
    public static Descriptor eventfd() {
        int flags = KernelAbi.intValue("EFD_CLOEXEC") | KernelAbi.intValue("EFD_NONBLOCK");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            return of(LibC.eventfd(errno, 0, flags), "eventfd()", errno);
        }
    }

    private static Descriptor of(int number, String call, MemorySegment errno) {
        if (number < 0) {
            throw Errno.failure(call, errno);
        }
        return new Descriptor(number, call);
    }

    /**
     * Its number.
     *
     * @return 0 or more
     * @throws IllegalStateException when it is closed
     */
    public synchronized int number() {
        if (closed) {
            throw new IllegalStateException("the file descriptor of %s is closed".formatted(what));
        }
        return number;
    }

    /**
     * Closes it; a second time does nothing.
     *
     * @throws NativeCallException when the kernel says that something was lost; it is closed nevertheless
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            if (LibC.close(errno, number) < 0) {
                throw Errno.failure("close(%s)".formatted(what), errno);
            }
        }
    }
}
