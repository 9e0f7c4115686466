package io.offramp.backend.event;

import io.offramp.backend.storage.OwnersFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The kept events, one a line in JSON: the latest in {@code <state-directory>/events.jsonl}, those before in {@code
 * events-1.jsonl}. A full {@code events.jsonl} takes the place of {@code events-1.jsonl}, whose events are forgotten. Both are
 * the owner's alone (mode 0600). Not safe for use by several threads; calls block on the disk.
 */
final class EventFile implements Closeable {
    /** Of each of the two files. */
    static final int MAX_EVENTS = 5_000;

    /** Of each of the two files. */
    static final int MAX_BYTES = 2 << 20;

    /** A later version may know more of an event; what this one knows of it is still so. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path directory;
    private final Path current;
    private final Path previous;
    private final int maxEvents;
    private final long maxBytes;
    /** Whole lines in {@link #current}: what a failed call has written beyond them is cut off by the next. */
    private int events;

    private long bytes;
    private long firstOfCurrent;
    private long firstOfPrevious;
    private @Nullable FileChannel channel;

    EventFile(Path directory) {
        this(directory, MAX_EVENTS, MAX_BYTES);
    }

    EventFile(Path directory, int maxEvents, long maxBytes) {
        this.directory = directory;
        this.current = directory.resolve("events.jsonl");
        this.previous = directory.resolve("events-1.jsonl");
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /**
     * What was kept.
     *
     * @param events in order of their ids
     * @param dropped lines that are no events: a last line that a kill cut off, or damage
     */
    record Kept(List<LoggedEvent> events, int dropped) {}

    /**
     * Reads what was kept. To be called first, once.
     *
     * @throws IOException when it cannot be read; nothing can be appended then
     */
    Kept load() throws IOException {
        List<LoggedEvent> kept = new ArrayList<>();
        int dropped = 0;
        for (Path file : List.of(previous, current)) {
            if (Files.exists(file)) {
                dropped += read(file, kept);
            }
        }
        return new Kept(List.copyOf(kept), dropped);
    }

    private int read(Path file, List<LoggedEvent> kept) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int dropped = 0;
        int begin = 0;
        int lines = 0;
        long first = 0;
        for (int end = 0; end < content.length; end++) {
            if (content[end] != '\n') {
                continue;
            }
            LoggedEvent event = parse(Arrays.copyOfRange(content, begin, end));
            long last = kept.isEmpty() ? 0 : kept.getLast().id();
            if (event == null || event.id() <= last) {
                dropped++;
            } else {
                kept.add(event);
                first = first == 0 ? event.id() : first;
            }
            lines++;
            begin = end + 1;
        }
        if (begin < content.length) {
            dropped++;
        }
        if (file.equals(current)) {
            events = lines;
            bytes = begin;
            firstOfCurrent = first;
        } else {
            firstOfPrevious = first;
        }
        return dropped;
    }

    private static @Nullable LoggedEvent parse(byte[] line) {
        try {
            LoggedEvent event = JSON.readValue(line, LoggedEvent.class);
            return complete(event) ? event : null;
        } catch (JacksonException damaged) {
            return null;
        }
    }

    /** JSON knows nothing of what may be null. */
    @SuppressWarnings("ConstantValue")
    private static boolean complete(@Nullable LoggedEvent event) {
        return event != null
                && event.time() != null
                && event.type() != null
                && event.subject() != null
                && event.message() != null
                && event.severity() != null
                && event.author() != null;
    }

    /**
     * Appends an event.
     *
     * @throws IOException when it cannot be written; the file then has the events that it had
     */
    void append(LoggedEvent event) throws IOException {
        byte[] line = (JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (events >= maxEvents || events > 0 && bytes + line.length > maxBytes) {
                rotate();
            }
            write(open(), line);
        } catch (IOException failed) {
            close();
            throw failed;
        }
        bytes += line.length;
        events++;
        if (firstOfCurrent == 0) {
            firstOfCurrent = event.id();
        }
    }

    private static void write(FileChannel to, byte[] line) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(line);
        while (rest.hasRemaining()) {
            to.write(rest);
        }
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            OwnersFiles.createFolder(directory);
            open = OwnersFiles.open(current, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
            open.truncate(bytes);
            open.position(bytes);
        }
        return open;
    }

    private void rotate() throws IOException {
        sync();
        close();
        Files.move(current, previous, StandardCopyOption.ATOMIC_MOVE);
        firstOfPrevious = firstOfCurrent;
        firstOfCurrent = 0;
        events = 0;
        bytes = 0;
    }

    /**
     * Brings what was appended to the disk.
     *
     * @throws IOException when that fails
     */
    void sync() throws IOException {
        if (channel != null) {
            channel.force(false);
        }
    }

    /** The id of the first event that is kept; 0 when there is none. */
    long firstId() {
        return firstOfPrevious == 0 ? firstOfCurrent : firstOfPrevious;
    }

    Path path() {
        return current;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            FileChannel open = channel;
            channel = null;
            open.close();
        }
    }
}
