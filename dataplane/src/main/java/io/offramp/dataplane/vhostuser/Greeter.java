package io.offramp.dataplane.vhostuser;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The first peer of a socket that virtio_user serves. DPDK's driver waits within its probe until somebody has connected and
 * has said what it can; this peer does, and hangs up when the port has been started. From then on the driver takes peers as they
 * come, on EAL's interrupt thread. It offers no more than every peer has: what a later peer lacks could not be taken back.
 *
 * @see <a href="https://qemu-project.gitlab.io/qemu/interop/vhost-user.html">The vhost-user protocol</a>
 */
public final class Greeter implements AutoCloseable {
    private static final int GET_FEATURES = 1;
    private static final int GET_VRING_BASE = 11;

    private static final long VIRTIO_NET_F_MQ = 1L << 22;
    private static final long VIRTIO_F_VERSION_1 = 1L << 32;

    /** Request, flags and size, 32 bits each. */
    private static final int HEADER = 12;

    /** The protocol's version 1 and the mark of a reply. */
    private static final int REPLY_FLAGS = 1 | 1 << 2;

    /** No message is longer: a table of 8 regions of memory, 32 bytes each. */
    private static final int LONGEST = 4096;

    private static final long RETRY_NANOS = 1_000_000;

    private final UnixDomainSocketAddress address;
    private final Thread thread;
    private volatile boolean closed;

    private Greeter(Path socket) {
        address = UnixDomainSocketAddress.of(socket);
        thread = Thread.ofPlatform().name("vhost-user-greeter").daemon().start(this::run);
    }

    /**
     * Starts to greet whoever serves a socket.
     *
     * @param socket its path; the file need not be there yet
     * @return the peer, on a thread of its own until it is closed
     */
    public static Greeter of(Path socket) {
        return new Greeter(socket);
    }

    private void run() {
        while (!closed) {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(address);
                answer(channel);
                return;
            } catch (AsynchronousCloseException hungUp) {
                return;
            } catch (IOException notThereYet) {
                // The driver binds the socket in this same process and tells nobody when.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** File descriptors that come with messages are dropped by the kernel, as nobody asks for them. */
    private void answer(SocketChannel channel) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(LONGEST).order(ByteOrder.nativeOrder());
        while (fill(channel, message, HEADER)) {
            int request = message.getInt(0);
            int size = message.getInt(Integer.BYTES * 2);
            if (size < 0 || size > LONGEST || !fill(channel, message, size)) {
                return;
            }
            if (request == GET_FEATURES) {
                reply(channel, request, VIRTIO_F_VERSION_1 | VIRTIO_NET_F_MQ);
            } else if (request == GET_VRING_BASE) {
                reply(channel, request, Integer.toUnsignedLong(message.getInt(0)));
            }
        }
    }

    /** @return false at the end of the stream */
    private static boolean fill(SocketChannel channel, ByteBuffer message, int bytes) throws IOException {
        message.clear().limit(bytes);
        while (message.hasRemaining()) {
            if (channel.read(message) < 0) {
                return false;
            }
        }
        return true;
    }

    /** As a 64-bit number; of a ring's base these are its index, then 0. */
    private static void reply(SocketChannel channel, int request, long value) throws IOException {
        ByteBuffer reply = ByteBuffer.allocate(HEADER + Long.BYTES).order(ByteOrder.nativeOrder());
        reply.putInt(request)
                .putInt(REPLY_FLAGS)
                .putInt(Long.BYTES)
                .putLong(value)
                .flip();
        while (reply.hasRemaining()) {
            channel.write(reply);
        }
    }

    /** Hangs up. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
