package io.offramp.dataplane.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.offramp.dataplane.ffm.Descriptor;
import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells when something about links or addresses has changed, in one or several network namespaces. It does not tell what:
 * a notification may be lost or late, the answer to a question to {@link Links} is neither. So the owner asks for everything
 * it cares for, once after each trigger. However many notifications have come, they are one trigger. The kernel sends none
 * for counters, for {@link LinkSettings} and for the alias of a link that is down.
 *
 * <p>One thread waits at a time, a platform thread; the other methods are for any thread, and take effect during a wait. An
 * interrupt does not end a wait. A watched namespace stays alive when its name is deleted, until {@link #unwatch}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>
 */
public final class LinkMonitor implements AutoCloseable {
    /** Holds some ten thousand notifications; memory is only used for those that wait. */
    private static final int RECEIVE_BUFFER = 8 << 20;

    /** Under which the namespace where the monitor was opened is kept; no name is empty. */
    private static final String OWN = "";

    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    /** How a wait ended. */
    public enum Outcome {
        /** The time is over, and nothing has happened. */
        TIMEOUT,
        /** Somebody called {@link LinkMonitor#wakeup}. */
        WOKEN,
        /** Something has changed. */
        CHANGED,
        /** Something has changed, and the kernel dropped notifications because a buffer was full. */
        OVERRUN,
        /** The monitor is closed; it will not tell anything any more. */
        CLOSED
    }

    /** The subscription to a namespace, and which one that is. */
    private record Watch(ChangeSocket socket, long inode) {}

    private final int receiveBuffer;

    /** Sockets can be added to and closed out of an epoll set while it is waited for, unlike with poll(2). */
    private final Descriptor epoll;

    private final Descriptor wakeups;

    /** Held during a wait; descriptors that a wait uses are closed by who holds it. */
    private final Lock waiting = new ReentrantLock();

    private final Object state = new Object();

    /** Guarded by {@link #state}. */
    private final Map<String, Watch> watches = new HashMap<>();

    /** Written under {@link #state}. */
    private volatile boolean closed;

    private LinkMonitor(int receiveBuffer, Descriptor epoll, Descriptor wakeups) {
        this.receiveBuffer = receiveBuffer;
        this.epoll = epoll;
        this.wakeups = wakeups;
    }

    /**
     * Watches the calling thread's network namespace from now on.
     *
     * @return to be closed
     * @throws io.offramp.dataplane.ffm.NativeCallException when the kernel refuses
     */
    public static LinkMonitor open() {
        return open(RECEIVE_BUFFER);
    }

    static LinkMonitor open(int receiveBuffer) {
        LinkMonitor monitor = empty(receiveBuffer);
        try {
            monitor.add(monitor.wakeups.number());
            monitor.put(OWN, ChangeSocket.open(receiveBuffer), 0);
            return monitor;
        } catch (RuntimeException refused) {
            monitor.close();
            throw refused;
        }
    }

    private static LinkMonitor empty(int receiveBuffer) {
        Descriptor epoll = Descriptor.epoll();
        try {
            return new LinkMonitor(receiveBuffer, epoll, Descriptor.eventfd());
        } catch (RuntimeException refused) {
            epoll.close();
            throw refused;
        }
    }

    /**
     * Watches a named network namespace too, from now on. For one that is watched already this does nothing, unless its name
     * was meanwhile given to another namespace: then that one is watched instead.
     *
     * @param netns its name, see {@link Netns#NAME}
     * @return false when there is none of that name
     * @throws IllegalArgumentException when the name is malformed
     * @throws IllegalStateException when the monitor is closed, or on a virtual thread
     * @throws io.offramp.dataplane.ffm.NativeCallException when the kernel refuses, as without {@code CAP_SYS_ADMIN}
     */
    public boolean watch(String netns) {
        Optional<Netns> found = Netns.find(netns);
        if (found.isEmpty()) {
            return false;
        }
        try (Netns namespace = found.get()) {
            long inode = namespace.inode();
            synchronized (state) {
                if (closed) {
                    throw new IllegalStateException("the link monitor is closed");
                }
                Watch watch = watches.get(netns);
                if (watch == null || watch.inode() != inode) {
                    put(netns, namespace.within(() -> ChangeSocket.open(receiveBuffer)), inode);
                }
            }
            return true;
        }
    }

    /**
     * Watches a named network namespace no longer; does nothing when it is not watched.
     *
     * @param netns its name
     */
    public void unwatch(String netns) {
        if (netns.equals(OWN)) {
            throw new IllegalArgumentException("the name of a network namespace is never empty");
        }
        synchronized (state) {
            Watch watch = watches.remove(netns);
            if (watch != null) {
                watch.socket().close();
            }
        }
    }

    private void put(String netns, ChangeSocket socket, long inode) {
        try {
            add(socket.descriptor());
        } catch (RuntimeException refused) {
            socket.close();
            throw refused;
        }
        synchronized (state) {
            Watch before = watches.put(netns, new Watch(socket, inode));
            if (before != null) {
                before.socket().close();
            }
        }
    }

    private void add(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            MemorySegment event = event(arena);
            event.set(
                    JAVA_INT_UNALIGNED,
                    KernelAbi.value("offsetof(struct epoll_event, events)"),
                    KernelAbi.intValue("EPOLLIN"));
            int result = LibC.epoll_ctl(errno, epoll.number(), KernelAbi.intValue("EPOLL_CTL_ADD"), descriptor, event);
            if (result < 0) {
                throw Errno.failure("epoll_ctl(EPOLL_CTL_ADD, %d)".formatted(descriptor), errno);
            }
        }
    }

    /**
     * Waits until something has changed since the last wait began to look, or since the monitor was opened.
     *
     * @param atMost how long to wait; with zero or less it only looks
     * @return what ended the wait: of several the last in the order of {@link Outcome}
     * @throws io.offramp.dataplane.ffm.NativeCallException when the kernel refuses
     */
    public Outcome await(Duration atMost) {
        long start = System.nanoTime();
        waiting.lock();
        try {
            while (true) {
                Duration left = atMost.minusNanos(System.nanoTime() - start);
                if (!closed) {
                    waitForAny(left);
                }
                Outcome outcome = look();
                if (outcome != Outcome.TIMEOUT || !left.isPositive()) {
                    return outcome;
                }
            }
        } finally {
            waiting.unlock();
        }
    }

    private void waitForAny(Duration atMost) {
        // Up to the next millisecond: a wait of 0 would return at once, again and again.
        int millis = atMost.compareTo(LONGEST) >= 0
                ? Integer.MAX_VALUE
                : (int) Math.max(0, atMost.plusNanos(999_999).toMillis());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            int ready = LibC.epoll_wait(errno, epoll.number(), event(arena), 1, millis);
            if (ready < 0 && Errno.of(errno) != KernelAbi.intValue("EINTR")) {
                throw Errno.failure("epoll_wait(%d ms)".formatted(millis), errno);
            }
        }
    }

    private Outcome look() {
        synchronized (state) {
            if (closed) {
                return Outcome.CLOSED;
            }
            boolean woken = takeWakeups();
            ChangeSocket.Drained most = watches.values().stream()
                    .map(watch -> watch.socket().drain())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return switch (most) {
                case LOST -> Outcome.OVERRUN;
                case CHANGES -> Outcome.CHANGED;
                case NOTHING -> woken ? Outcome.WOKEN : Outcome.TIMEOUT;
            };
        }
    }

    private boolean takeWakeups() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            if (LibC.eventfd_read(errno, wakeups.number(), arena.allocate(JAVA_LONG)) == 0) {
                return true;
            }
            if (Errno.of(errno) != KernelAbi.intValue("EAGAIN")) {
                throw Errno.failure("eventfd_read()", errno);
            }
            return false;
        }
    }

    /** Ends the wait that goes on, or else the next one; does nothing when the monitor is closed. */
    public void wakeup() {
        synchronized (state) {
            if (closed) {
                return;
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment errno = arena.allocate(Errno.LAYOUT);
                // EAGAIN: so many wake-ups are waiting already that the counter is full.
                if (LibC.eventfd_write(errno, wakeups.number(), 1) < 0
                        && Errno.of(errno) != KernelAbi.intValue("EAGAIN")) {
                    throw Errno.failure("eventfd_write()", errno);
                }
            }
        }
    }

    /** Ends the wait that goes on and gives everything back; a second time does nothing. */
    @Override
    public void close() {
        synchronized (state) {
            wakeup();
            closed = true;
        }
        waiting.lock();
        try {
            synchronized (state) {
                watches.values().forEach(watch -> watch.socket().close());
                watches.clear();
                wakeups.close();
                epoll.close();
            }
        } finally {
            waiting.unlock();
        }
    }

    private static MemorySegment event(Arena arena) {
        return arena.allocate(KernelAbi.value("sizeof(struct epoll_event)"));
    }
}
