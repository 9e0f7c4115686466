package io.offramp.dataplane.vhostuser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends what a thread waits for while it talks to a peer. DPDK's driver waits for answers without a limit; a peer that stands
 * still would hold the control thread. When the time is over, this process's ends of a socket are shut down: what waits
 * for the peer fails as if it had hung up.
 */
public final class StallGuard implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final SocketEnds ends;
    private final Duration limit;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean stalled;

    private StallGuard(Path socket, Duration limit) {
        this.ends = new SocketEnds(socket);
        this.limit = limit;
        this.thread = Thread.ofPlatform().name("vhost-user-guard").daemon().start(this::run);
    }

    /**
     * Watches over what the calling thread does next, until the guard is closed.
     *
     * @param socket the path of the socket that it may wait on
     * @param limit how long that may take
     * @return the guard
     */
    public static StallGuard of(Path socket, Duration limit) {
        return new StallGuard(socket, limit);
    }

    /**
     * Whether it had to intervene.
     *
     * @return true when the time was over
     */
    public boolean stalled() {
        return stalled;
    }

    private void run() {
        Duration wait = limit;
        while (!finished(wait)) {
            stalled = true;
            ends.shutDown();
            // One call of the driver may wait several times, each on another descriptor.
            wait = AGAIN;
        }
    }

    private boolean finished(Duration wait) {
        try {
            return done.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends the watch. */
    @Override
    public void close() {
        done.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
