package io.offramp.dataplane.vhostuser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The file of a UNIX socket.
 *
 * @param path where it is or would be
 */
public record SocketFile(Path path) {
    private static final int S_IFMT = 0170000;
    private static final int S_IFSOCK = 0140000;

    /**
     * Where its file is.
     *
     * @return a folder
     */
    public Path folder() {
        return path.toAbsolutePath().resolveSibling("");
    }

    /**
     * Whether there is a file of any kind.
     *
     * @return also for a link that leads nowhere
     */
    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether there is a socket, perhaps behind a link.
     *
     * @return false as well when there is nothing
     */
    public boolean isSocket() {
        return Files.exists(path) && isSocket(path);
    }

    private static boolean isSocket(Path file, LinkOption... options) {
        return ((int) attribute(file, "unix:mode", options) & S_IFMT) == S_IFSOCK;
    }

    /**
     * Removes a socket that a process of this user has left when it was killed. Whatever is no socket, is another user's, or
     * has a process that serves it, stays.
     */
    public void removeStale() {
        if (exists()
                && isSocket(path, LinkOption.NOFOLLOW_LINKS)
                && attribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(attribute(Path.of("/proc/self"), "unix:uid"))
                && !served()) {
            delete();
        }
    }

    /** Removes the socket, so that nobody finds it any more; who has it open keeps it. What is no socket stays. */
    public void remove() {
        if (exists() && isSocket(path, LinkOption.NOFOLLOW_LINKS)) {
            delete();
        }
    }

    /**
     * Gives it another name.
     *
     * @param name where no file is yet
     * @throws UncheckedIOException when there is one
     */
    public void rename(Path name) {
        try {
            Files.move(path, name);
        } catch (IOException failed) {
            throw new UncheckedIOException("%s cannot be renamed to %s".formatted(path, name), failed);
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new UncheckedIOException("%s cannot be removed".formatted(path), failed);
        }
    }

    private boolean served() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException busyOrNotAllowed) {
            return true;
        }
    }

    private static Object attribute(Path file, String name, LinkOption... options) {
        try {
            return Files.getAttribute(file, name, options);
        } catch (IOException failed) {
            throw new UncheckedIOException("%s of %s cannot be read".formatted(name, file), failed);
        }
    }
}
