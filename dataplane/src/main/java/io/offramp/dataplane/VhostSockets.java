package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.vhostuser.Greeter;
import io.offramp.dataplane.vhostuser.InterruptThread;
import io.offramp.dataplane.vhostuser.SocketEnds;
import io.offramp.dataplane.vhostuser.SocketFile;
import io.offramp.dataplane.vhostuser.StallGuard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sockets of pairs whose backend is {@link Backend#VHOST_USER}. For the control thread alone. */
final class VhostSockets {
    /** A peer answers within milliseconds; the control thread waits no longer for one that stands still. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long POLL_NANOS = 1_000_000;

    private VhostSockets() {}

    private static @Nullable SocketFile file(PairSpec spec) {
        return spec.socket() == null
                ? null
                : new SocketFile(Path.of(spec.socket().path()));
    }

    /**
     * Refuses a socket that cannot be used here.
     *
     * @param own whether a file at its path is the pair's own
     */
    static void check(PairSpec spec, boolean own) {
        SocketFile file = file(spec);
        if (file == null) {
            return;
        }
        if (!spec.servesSocket()) {
            if (!file.isSocket()) {
                throw unavailable(
                        "there is no socket %s".formatted(file.path()), "Start the peer first: it makes the socket.");
            }
        } else if (file.exists() && !own) {
            throw new DataplaneException(
                    Code.SOCKET_IN_USE,
                    "socket",
                    "there is a file %s already".formatted(file.path()),
                    "Choose another path; or, when nobody needs that file: rm %s".formatted(file.path()));
        } else if (!Files.isDirectory(file.folder())) {
            throw unavailable("there is no folder %s".formatted(file.folder()), "mkdir %s".formatted(file.folder()));
        }
    }

    private static DataplaneException unavailable(String message, String remedy) {
        return new DataplaneException(Code.BACKEND_UNAVAILABLE, "socket", message, remedy);
    }

    /** Removes the file of a pair that does not stand; a process that was killed leaves it. */
    static void removeStale(PairSpec spec) {
        VhostSocket socket = spec.socket();
        if (socket != null && socket.server()) {
            new SocketFile(Path.of(socket.path())).removeStale();
            new SocketFile(Path.of(socket.opened())).removeStale();
        }
    }

    /**
     * Starts the virtio_user port of a pair on its socket.
     *
     * @param start what starts it, and pushes what takes it back
     * @param undo for what is done here
     */
    static EthPort start(PairSpec spec, Function<Undo, EthPort> start, Undo undo) {
        VhostSocket socket = Objects.requireNonNull(spec.socket());
        Path path = Path.of(socket.opened());
        Undo inner = new Undo();
        undo.push(() -> removeStale(spec));
        undo.push(() -> {
            try (StallGuard _ = StallGuard.of(path, PATIENCE)) {
                inner.close();
            }
        });
        try (StallGuard guard = StallGuard.of(path, PATIENCE)) {
            try {
                return socket.server() ? startServer(socket, start, inner) : startClient(socket, start, inner);
            } catch (RuntimeException failed) {
                throw guard.stalled()
                        ? unavailable(
                                "the peer on %s does not answer within %d s"
                                        .formatted(socket.path(), PATIENCE.toSeconds()),
                                "Start the peer anew.")
                        : refused(socket, failed);
            }
        }
    }

    private static EthPort startClient(VhostSocket socket, Function<Undo, EthPort> start, Undo inner) {
        EthPort port = start.apply(inner);
        inner.push(() -> part(socket, port));
        return port;
    }

    private static RuntimeException refused(VhostSocket socket, RuntimeException failed) {
        String message = String.valueOf(failed.getMessage());
        return message.contains("connect error")
                ? unavailable(
                        "nobody can be reached on %s: %s".formatted(socket.path(), message),
                        "Start the peer first: it makes the socket.")
                : failed;
    }

    /** Nobody but the greeter knows the socket before it has its own name. */
    private static EthPort startServer(VhostSocket socket, Function<Undo, EthPort> start, Undo inner) {
        Path path = Path.of(socket.opened());
        EthPort port;
        try (Greeter _ = Greeter.of(path)) {
            port = start.apply(inner);
        }
        inner.push(() -> part(socket, port));
        awaitHangUp(port);
        new SocketFile(path).rename(Path.of(socket.path()));
        return port;
    }

    private static void awaitHangUp(EthPort port) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (port.link().up()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("port %s did not notice within %d s that its first peer has left"
                        .formatted(port.name(), PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Has the peer leave before the port is closed: what EAL's interrupt thread does of it then is done. */
    private static void part(VhostSocket socket, EthPort port) {
        if (socket.server()) {
            new SocketFile(Path.of(socket.path())).remove();
        }
        Path path = Path.of(socket.opened());
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            new SocketEnds(path).hangUp();
            InterruptThread.awaitIdle(PATIENCE);
            // Another peer may have waited for its turn.
        } while (port.link().up() && System.nanoTime() - end < 0);
    }

    /** What to say of a pair whose peer is not there. */
    static Optional<Condition> noPeer(ActivePair pair) {
        VhostSocket socket = pair.spec().socket();
        if (socket == null || pair.virtioUser().link().up()) {
            return Optional.empty();
        }
        return Optional.of(
                socket.server()
                        ? new Condition(
                                "NoPeer",
                                "no peer on the socket %s: nobody has connected, or the peer has left"
                                        .formatted(socket.path()),
                                "Start the peer as the socket's client, for instance dpdk-testpmd --vdev=net_vhost0,iface=%s,client=1"
                                        .formatted(socket.path()))
                        : new Condition(
                                "NoPeer",
                                "the peer on the socket %s has left".formatted(socket.path()),
                                "Start the peer again; the service connects by itself."));
    }

    /** Whether a pair that was built still can have a peer: DPDK's driver takes new ones as a server only. */
    static boolean whole(ActivePair pair) {
        return noPeer(pair).isEmpty()
                || pair.spec().servesSocket()
                        && Objects.requireNonNull(file(pair.spec())).isSocket();
    }
}
