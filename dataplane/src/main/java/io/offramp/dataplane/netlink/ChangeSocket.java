package io.offramp.dataplane.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.offramp.dataplane.ffm.Descriptor;
import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A subscription to what changes about the links and addresses of one network namespace. What the messages say is not read:
 * they only tell that it is time to ask.
 */
final class ChangeSocket implements AutoCloseable {
    private static final int EAGAIN = KernelAbi.intValue("EAGAIN");
    private static final int EINTR = KernelAbi.intValue("EINTR");
    private static final int ENOBUFS = KernelAbi.intValue("ENOBUFS");
    private static final int GROUPS = KernelAbi.intValue("RTMGRP_LINK")
            | KernelAbi.intValue("RTMGRP_IPV4_IFADDR")
            | KernelAbi.intValue("RTMGRP_IPV6_IFADDR");

    /** What had come, in ascending order of what it demands. */
    enum Drained {
        /** No message. */
        NOTHING,
        /** Messages. */
        CHANGES,
        /** The kernel dropped messages because the buffer was full. */
        LOST
    }

    private final Descriptor socket;

    private ChangeSocket(Descriptor socket) {
        this.socket = socket;
    }

    /**
     * Subscribes in the calling thread's network namespace: from now on no change goes unnoticed.
     *
     * @param receiveBuffer bytes; without {@code CAP_NET_ADMIN} at most {@code net.core.rmem_max}
     */
    static ChangeSocket open(int receiveBuffer) {
        Descriptor socket = Descriptor.socket(
                KernelAbi.intValue("AF_NETLINK"),
                KernelAbi.intValue("SOCK_RAW") | KernelAbi.intValue("SOCK_NONBLOCK"),
                KernelAbi.intValue("NETLINK_ROUTE"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            setBuffer(errno, socket, arena.allocateFrom(JAVA_INT, receiveBuffer));
            subscribe(errno, socket, arena);
            return new ChangeSocket(socket);
        } catch (RuntimeException refused) {
            socket.close();
            throw refused;
        }
    }

    private static void setBuffer(MemorySegment errno, Descriptor socket, MemorySegment bytes) {
        if (setOption(errno, socket, "SO_RCVBUFFORCE", bytes)) {
            return;
        }
        if (Errno.of(errno) != KernelAbi.intValue("EPERM") || !setOption(errno, socket, "SO_RCVBUF", bytes)) {
            throw Errno.failure("setsockopt(SO_RCVBUF, %d)".formatted(bytes.get(JAVA_INT, 0)), errno);
        }
    }

    private static boolean setOption(MemorySegment errno, Descriptor socket, String option, MemorySegment value) {
        return LibC.setsockopt(
                        errno,
                        socket.number(),
                        KernelAbi.intValue("SOL_SOCKET"),
                        KernelAbi.intValue(option),
                        value,
                        (int) value.byteSize())
                == 0;
    }

    private static void subscribe(MemorySegment errno, Descriptor socket, Arena arena) {
        MemorySegment address = arena.allocate(KernelAbi.value("sizeof(struct sockaddr_nl)"), Integer.BYTES);
        address.set(JAVA_SHORT, KernelAbi.value("offsetof(struct sockaddr_nl, nl_family)"), (short)
                KernelAbi.intValue("AF_NETLINK"));
        address.set(JAVA_INT, KernelAbi.value("offsetof(struct sockaddr_nl, nl_groups)"), GROUPS);
        if (LibC.bind(errno, socket.number(), address, (int) address.byteSize()) < 0) {
            throw Errno.failure("bind(AF_NETLINK, groups=0x%x)".formatted(GROUPS), errno);
        }
    }

    /** To be waited for. */
    int descriptor() {
        return socket.number();
    }

    /** Takes all that has come, without waiting. */
    Drained drain() {
        Drained drained = Drained.NOTHING;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            MemorySegment first = arena.allocate(1);
            while (true) {
                if (LibC.recv(errno, socket.number(), first, first.byteSize(), 0) >= 0) {
                    drained = drained == Drained.LOST ? Drained.LOST : Drained.CHANGES;
                } else if (Errno.of(errno) == ENOBUFS) {
                    drained = Drained.LOST;
                } else if (Errno.of(errno) == EAGAIN) {
                    return drained;
                } else if (Errno.of(errno) != EINTR) {
                    throw Errno.failure("recv(AF_NETLINK)", errno);
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
