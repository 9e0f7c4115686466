package io.offramp.dataplane.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibC;
import io.offramp.dataplane.ffm.LibNl;
import io.offramp.dataplane.ffm.NetlinkErrors;
import io.offramp.dataplane.ffm.NetlinkReply;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.ToIntFunction;

/** A connected rtnetlink socket of one thread, with the kernel's words on what it refused. */
final class NetlinkSocket implements AutoCloseable {
    private static final int NETLINK_ROUTE = KernelAbi.intValue("NETLINK_ROUTE");
    private static final int NL_CB_VALID = 0;
    private static final int NL_CB_CUSTOM = 3;
    private static final int SOL_NETLINK = KernelAbi.intValue("SOL_NETLINK");
    private static final int NETLINK_EXT_ACK = KernelAbi.intValue("NETLINK_EXT_ACK");

    private final Thread owner = Thread.currentThread();
    private final Arena arena = Arena.ofConfined();
    private final NetlinkErrors errors = new NetlinkErrors(arena);
    private final NetlinkReply reply = new NetlinkReply(arena);
    private final NativeObject socket;
    private boolean closed;

    private NetlinkSocket(NativeObject socket) {
        this.socket = socket;
    }

    /**
     * Opens one in the calling thread's network namespace.
     *
     * @throws NetlinkException when libnl or the kernel refuses
     */
    static NetlinkSocket open() {
        NetlinkSocket opened =
                new NetlinkSocket(NativeObject.of("nl_socket_alloc", LibNl.nl_socket_alloc(), LibNl::nl_socket_free));
        try {
            opened.connect();
            return opened;
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    private void connect() {
        MemorySegment sk = socket.address();
        NetlinkException.check(
                "nl_socket_modify_err_cb()",
                LibNl.nl_socket_modify_err_cb(sk, NL_CB_CUSTOM, errors.function(), MemorySegment.NULL));
        NetlinkException.check(
                "nl_socket_modify_cb()",
                LibNl.nl_socket_modify_cb(sk, NL_CB_VALID, NL_CB_CUSTOM, reply.function(), MemorySegment.NULL));
        NetlinkException.check("nl_connect(NETLINK_ROUTE)", LibNl.nl_connect(sk, NETLINK_ROUTE));
        int fd = LibNl.nl_socket_get_fd(sk);
        MemorySegment errno = arena.allocate(Errno.LAYOUT);
        MemorySegment on = arena.allocateFrom(JAVA_INT, 1);
        if (LibC.setsockopt(errno, fd, SOL_NETLINK, NETLINK_EXT_ACK, on, (int) on.byteSize()) < 0) {
            throw Errno.failure("setsockopt(NETLINK_EXT_ACK)", errno);
        }
    }

    /** For calls that want any socket of the namespace. */
    int descriptor() {
        checkUse();
        return LibNl.nl_socket_get_fd(socket.address());
    }

    /**
     * Makes a request and checks its result.
     *
     * @param call the function with its arguments, for the message of a failure
     * @throws NetlinkException when it fails
     */
    void request(String call, ToIntFunction<MemorySegment> function) {
        check(call, attempt(function));
    }

    /**
     * Asks for something that is answered by one message.
     *
     * @param call what is asked, for the message of a failure
     * @param type {@code RTM_GET*}
     * @param payload what follows the header
     * @param answer where the answer shall lie
     * @return a {@code struct nlmsghdr} and what follows it
     * @throws NetlinkException when it fails
     */
    MemorySegment ask(String call, int type, MemorySegment payload, Arena answer) {
        request(call, sk -> {
            int sent = LibNl.nl_send_simple(sk, type, 0, payload, payload.byteSize());
            int received = sent < 0 ? sent : LibNl.nl_recvmsgs_default(sk);
            return received < 0 ? received : LibNl.nl_wait_for_ack(sk);
        });
        return reply.message(answer);
    }

    /** Makes a request whose result the caller looks at before it hands it to {@link #check}. */
    int attempt(ToIntFunction<MemorySegment> function) {
        checkUse();
        errors.clear();
        return function.applyAsInt(socket.address());
    }

    private void checkUse() {
        if (Thread.currentThread() != owner) {
            throw new WrongThreadException("the netlink socket belongs to thread %s and was used by thread %s"
                    .formatted(owner.getName(), Thread.currentThread().getName()));
        }
        if (closed) {
            throw new IllegalStateException("the netlink socket is closed");
        }
    }

    /**
     * Passes a result that is no failure.
     *
     * @throws NetlinkException with the kernel's words when they are known
     */
    void check(String call, int result) {
        if (result >= 0) {
            return;
        }
        throw errors.errno() == 0
                ? NetlinkException.of(call, result)
                : NetlinkException.of(call, result, errors.errno(), errors.text());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            socket.close();
            arena.close();
        }
    }
}
