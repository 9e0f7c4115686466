package io.offramp.dataplane.netlink;

import io.offramp.dataplane.ffm.Descriptor;
import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibC;
import io.offramp.dataplane.ffm.NativeCallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace that has a name, as {@code ip netns add} gives it. It is the namespace that had the name when it was
 * looked for, and stays that one and alive until it is closed, also when the name is taken away or given to another.
 *
 * <p>{@link #within} moves the calling thread, which needs {@code CAP_SYS_ADMIN}; a named namespace is a mount, so it is
 * only seen by a process to whose mount namespace it is propagated. Any platform thread may use it; who closes it sees to
 * it that no other uses it then.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/ip-netns.8.html">ip-netns(8)</a>
 */
public final class Netns implements AutoCloseable {
    /** A namespace's name; it becomes part of a path. */
    public static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}";

    private static final String FOLDER = "/run/netns/";
    private static final String OWN = "/proc/thread-self/ns/net";
    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);
    private static final int CLONE_NEWNET = KernelAbi.intValue("CLONE_NEWNET");
    private static final int ENOENT = KernelAbi.intValue("ENOENT");
    private static final int O_RDONLY = KernelAbi.intValue("O_RDONLY");

    private final String name;
    private final Descriptor namespace;

    private Netns(String name, Descriptor namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    /**
     * Looks for a namespace.
     *
     * @param name its name, see {@link #NAME}
     * @return to be closed, or empty when there is none of that name
     * @throws IllegalArgumentException when the name is malformed
     * @throws NativeCallException when the kernel refuses
     */
    public static Optional<Netns> find(String name) {
        if (!NAME_PATTERN.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a network namespace: \"%s\"".formatted(name));
        }
        String path = FOLDER + name;
        Descriptor opened;
        try {
            opened = Descriptor.open(path, O_RDONLY);
        } catch (NativeCallException refused) {
            if (refused.code() == ENOENT) {
                return Optional.empty();
            }
            throw refused;
        }
        try {
            if (isNetworkNamespace(opened, path)) {
                return Optional.of(new Netns(name, opened));
            }
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
        opened.close();
        return Optional.empty();
    }

    /** The file of a name stays behind where a namespace was unmounted and not deleted. */
    private static boolean isNetworkNamespace(Descriptor opened, String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            int type = LibC.ioctl(errno, opened.number(), KernelAbi.value("NS_GET_NSTYPE"), 0L);
            if (type < 0 && Errno.of(errno) != KernelAbi.intValue("ENOTTY")) {
                throw Errno.failure("ioctl(NS_GET_NSTYPE, %s)".formatted(path), errno);
            }
            return type == CLONE_NEWNET;
        }
    }

    /**
     * The name that it was found by.
     *
     * @return which another namespace may have by now
     */
    public String name() {
        return name;
    }

    /**
     * What tells it from all others that exist at the same time.
     *
     * @return its inode number
     */
    public long inode() {
        try {
            return (long) Files.getAttribute(Path.of("/proc/self/fd/" + descriptor()), "unix:ino");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** For a request that names it to the kernel. */
    int descriptor() {
        return namespace.number();
    }

    /**
     * Does something inside: sockets opened, taps made, threads and processes started and {@code /proc/sys/net} files opened
     * meanwhile are of this namespace, and the former stay so. The calling thread is back in its own namespace when this
     * returns, whatever happens.
     *
     * @param <T> what it gives
     * @param work what to do
     * @return what it gave
     * @throws IllegalStateException on a virtual thread, whose carrier others use too, or when this is closed
     * @throws NativeCallException when the kernel refuses, with code {@code EPERM} (1) without {@code CAP_SYS_ADMIN};
     *     nothing was done then
     * @throws NamespaceLostError when the thread could not come back; it must end
     */
    public <T extends @Nullable Object> T within(Supplier<T> work) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread cannot be in a network namespace of its own");
        }
        try (Descriptor own = Descriptor.open(OWN, O_RDONLY)) {
            enter(namespace, name);
            return comingBack(own, work);
        }
    }

    /**
     * Like {@link #within} for what gives nothing.
     *
     * @param work what to do
     */
    public void run(Runnable work) {
        within(() -> {
            work.run();
            return null;
        });
    }

    private <T extends @Nullable Object> T comingBack(Descriptor own, Supplier<T> work) {
        Throwable failure = null;
        try {
            return work.get();
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            comeBack(own, failure);
        }
    }

    private void comeBack(Descriptor own, @Nullable Throwable failure) {
        try {
            enter(own, OWN);
        } catch (NativeCallException refused) {
            NamespaceLostError lost = new NamespaceLostError(name, refused);
            if (failure != null) {
                lost.addSuppressed(failure);
            }
            throw lost;
        }
    }

    private static void enter(Descriptor namespace, String what) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            if (LibC.setns(errno, namespace.number(), CLONE_NEWNET) < 0) {
                throw Errno.failure("setns(%s)".formatted(what), errno);
            }
        }
    }

    /** Lets go of it; a second time does nothing. */
    @Override
    public void close() {
        namespace.close();
    }
}
