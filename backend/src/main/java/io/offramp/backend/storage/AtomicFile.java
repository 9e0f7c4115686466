package io.offramp.backend.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A file of the owner alone (mode 0600) that is replaced as a whole: whatever interrupts a call, a kill or a power cut, the
 * file then has its old content or its new one, never a part. When a call has returned, its change is on the disk.
 *
 * <p>The content is written to {@code <name>.tmp} beside it and flushed (fsync), renamed over the file (rename(2) is atomic
 * within a file system), and the directory is flushed, which is what makes the rename last (fsync(2)). An interrupted call may
 * leave {@code <name>.tmp} behind: it means nothing, and the next call replaces it.
 *
 * <p>Calls block on the disk. Those for one file must not overlap; who reads needs no lock.
 */
public final class AtomicFile {
    /** How the name of a file ends that is being written; one that is found at a start was cut off. */
    public static final String UNFINISHED = ".tmp";

    private final Path directory;
    private final Path file;
    private final Path unfinished;

    /**
     * Names a file, which need not exist.
     *
     * @param file its path; its directory exists when it is written
     * @throws IllegalArgumentException when the path ends in no name
     */
    public AtomicFile(Path file) {
        Path name = file.getFileName();
        if (name == null) {
            throw new IllegalArgumentException(file + " is not the path of a file");
        }
        this.file = file;
        this.directory = Objects.requireNonNullElse(file.getParent(), Path.of("."));
        this.unfinished = directory.resolve(name + UNFINISHED);
    }

    /**
     * Makes the file, or replaces what is in it.
     *
     * @param content all that it is to hold
     * @throws IOException when it cannot be written; the file is then as it was
     */
    public void write(byte[] content) throws IOException {
        Files.deleteIfExists(unfinished);
        try {
            try (FileChannel channel =
                    OwnersFiles.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        flushDirectory();
    }

    /**
     * Removes the file, if there is one.
     *
     * @throws IOException when it cannot be removed
     */
    public void delete() throws IOException {
        if (Files.deleteIfExists(file)) {
            flushDirectory();
        }
    }

    private void flushDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
