package io.offramp.dataplane.vhostuser;

import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibC;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * This process's ends of a UNIX socket, DPDK's included: a server's bear the path as their own name, a client's as their peer's.
 *
 * @param socket the socket's path
 */
public record SocketEnds(Path socket) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** getsockname(2) or getpeername(2). */
    private interface NameOf {
        int call(MemorySegment errno, int descriptor, MemorySegment name, MemorySegment length);
    }

    /** Hangs up on whoever is connected; who listens goes on to. */
    public void hangUp() {
        descriptors().stream()
                .filter(each -> isEnd(each) && exists(each, LibC::getpeername))
                .forEach(SocketEnds::shutDown);
    }

    /** Ends whatever is waited for. */
    void shutDown() {
        descriptors().stream().filter(this::isEnd).forEach(SocketEnds::shutDown);
    }

    private static List<Integer> descriptors() {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.map(each -> Integer.valueOf(each.toFile().getName())).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean isEnd(int descriptor) {
        return name(descriptor, LibC::getsockname).equals(socket.toString())
                || name(descriptor, LibC::getpeername).equals(socket.toString());
    }

    private static boolean exists(int descriptor, NameOf kind) {
        try (Arena arena = Arena.ofConfined()) {
            return ask(arena, descriptor, kind, allocate(arena));
        }
    }

    /** Empty when it has none, or is no UNIX socket. */
    private static String name(int descriptor, NameOf kind) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = allocate(arena);
            return ask(arena, descriptor, kind, name)
                            && name.get(ValueLayout.JAVA_SHORT, 0) == KernelAbi.intValue("AF_UNIX")
                    ? name.getString(KernelAbi.value("offsetof(struct sockaddr_un, sun_path)"))
                    : "";
        }
    }

    /** A byte longer than an address, and so NUL-terminated. */
    private static MemorySegment allocate(Arena arena) {
        return arena.allocate(KernelAbi.value("sizeof(struct sockaddr_un)") + 1, Short.BYTES);
    }

    private static boolean ask(Arena arena, int descriptor, NameOf kind, MemorySegment name) {
        MemorySegment length =
                arena.allocateFrom(ValueLayout.JAVA_INT, KernelAbi.intValue("sizeof(struct sockaddr_un)"));
        return kind.call(arena.allocate(Errno.LAYOUT), descriptor, name, length) == 0;
    }

    /** It fails when the other side was quicker. */
    private static void shutDown(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            LibC.shutdown(arena.allocate(Errno.LAYOUT), descriptor, KernelAbi.intValue("SHUT_RDWR"));
        }
    }
}
