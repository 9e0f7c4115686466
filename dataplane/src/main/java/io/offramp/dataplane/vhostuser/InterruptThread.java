package io.offramp.dataplane.vhostuser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * EAL's interrupt thread, on which virtio_user takes and loses its peers. The driver does not wait for it when a port is
 * closed: what it has begun, or has put off by an alarm, would then touch memory that is freed.
 */
public final class InterruptThread {
    private static final String NAME = "eal-intr-thread";
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final long SAMPLE_NANOS = 1_000_000;

    /** The driver's alarms go off after a microsecond: a thread that has slept this long has none before it. */
    private static final int SAMPLES = 10;

    private InterruptThread() {}

    /**
     * Waits until it has nothing to do: it has slept without a break for some milliseconds.
     *
     * @param limit how long to wait
     * @return false when it is still busy
     */
    public static boolean awaitIdle(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<Path> threads = find();
        String last = "";
        int same = 0;
        while (same < SAMPLES) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(SAMPLE_NANOS);
            String now = threads.stream().map(InterruptThread::sleep).reduce("", String::concat);
            same = now.equals(last) && !now.contains("awake") ? same + 1 : 0;
            last = now;
        }
        return true;
    }

    private static List<Path> find() {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.filter(task -> read(task.resolve("comm")).strip().equals(NAME))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** How often it went to sleep, while it sleeps. */
    private static String sleep(Path task) {
        String status = read(task.resolve("status"));
        return status.lines().anyMatch(line -> line.startsWith("State:") && line.contains("S (sleeping)"))
                ? status.lines().filter(line -> line.contains("ctxt_switches")).reduce("", String::concat)
                : "awake";
    }

    /** Threads of the JVM come and go meanwhile. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException failed) {
            // A thread that ends while its file is read: ESRCH.
            return "";
        }
    }
}
