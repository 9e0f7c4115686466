package io.offramp.dataplane.eal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.LibC;
import io.offramp.dataplane.ffm.RteEal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DPDK's log, which says why a call failed where its return code does not. It goes to an anonymous file (DPDK wants a
 * {@code FILE *}, and flushes it after each line), is read back by the control thread and passed on to the service's log.
 */
final class EalLog {
    private static final Logger LOG = LoggerFactory.getLogger("dpdk");
    private static final long KEEP_BYTES = 1 << 20;

    private final int fd;
    private final RandomAccessFile file;

    private EalLog(int fd, RandomAccessFile file) {
        this.fd = fd;
        this.file = file;
    }

    /** Redirects DPDK's log; to be called before EAL is initialised. */
    static EalLog redirect() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            int fd = LibC.memfd_create(errno, arena.allocateFrom("dpdk-log"), 0);
            if (fd < 0) {
                throw Errno.failure("memfd_create()", errno);
            }
            // Appending, so that cutting the file short does not leave a hole before the next line.
            MemorySegment stream = LibC.fdopen(errno, fd, arena.allocateFrom("a"));
            if (stream.equals(MemorySegment.NULL)) {
                throw Errno.failure("fdopen(" + fd + ")", errno);
            }
            RteEal.rte_openlog_stream(stream);
            return new EalLog(fd, new RandomAccessFile("/proc/self/fd/" + fd, "r"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The lines since the last call, which are also passed on to the service's log. */
    List<String> drain() {
        try {
            long length = file.length();
            byte[] bytes = new byte[(int) Math.min(length - file.getFilePointer(), KEEP_BYTES)];
            file.readFully(bytes);
            if (length > KEEP_BYTES) {
                cutShort();
            }
            List<String> lines = new String(bytes, UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            lines.forEach(LOG::info);
            return lines;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void cutShort() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            if (LibC.ftruncate(errno, fd, 0) < 0) {
                throw Errno.failure("ftruncate(" + fd + ")", errno);
            }
        }
        file.seek(0);
    }
}
