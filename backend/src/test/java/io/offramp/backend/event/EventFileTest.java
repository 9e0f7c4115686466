package io.offramp.backend.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offramp.backend.event.EventFile.Kept;
import io.offramp.dataplane.Event.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final Instant TIME = Instant.parse("2026-11-23T01:12:04.103Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path directory;

    private static LoggedEvent event(long id, String message) {
        return new LoggedEvent(id, TIME, "pair.created", "exc0", message, Severity.INFO, "alice", "198.51.100.7");
    }

    private Path current() {
        return directory.resolve("events.jsonl");
    }

    private void append(EventFile file, int from, int to) throws IOException {
        for (int id = from; id <= to; id++) {
            file.append(event(id, "m"));
        }
        file.sync();
    }

    private Kept kept() throws IOException {
        try (EventFile file = new EventFile(directory)) {
            return file.load();
        }
    }

    @Test
    void whatWasAppendedIsReadAgain() throws IOException {
        LoggedEvent second = new LoggedEvent(
                2, TIME, "tap.changed", "exc0", "MTU from 1 to 2 \"\n\u2028 é", Severity.WARNING, "kernel", null);
        try (EventFile file = new EventFile(directory)) {
            file.load();
            file.append(event(1, "first"));
            file.append(second);
            file.sync();
        }

        assertThat(kept()).isEqualTo(new Kept(List.of(event(1, "first"), second), 0));
        assertThat(Files.readAllLines(current())).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(current())))
                .isEqualTo("rw-------");
    }

    @Test
    void aFullFileTakesThePlaceOfTheOneBefore() throws IOException {
        try (EventFile file = new EventFile(directory, 3, 1 << 20)) {
            file.load();
            append(file, 1, 3);
            assertThat(directory.resolve("events-1.jsonl")).doesNotExist();
            append(file, 4, 7);
            assertThat(file.firstId()).isEqualTo(4);
        }

        assertThat(kept().events()).extracting(LoggedEvent::id).containsExactly(4L, 5L, 6L, 7L);
        assertThat(Files.readAllLines(directory.resolve("events-1.jsonl"))).hasSize(3);
        try (EventFile file = new EventFile(directory, 3, 1 << 20)) {
            file.load();
            append(file, 8, 10);
            assertThat(file.firstId()).isEqualTo(7);
        }
        assertThat(kept().events()).extracting(LoggedEvent::id).containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void neitherFileGrowsBeyondItsBytes() throws IOException {
        try (EventFile file = new EventFile(directory, 1000, 500)) {
            file.load();
            for (int id = 1; id <= 50; id++) {
                append(file, id, id);
                assertThat(Files.size(current())).isLessThanOrEqualTo(500);
            }
        }

        assertThat(Files.size(directory.resolve("events-1.jsonl"))).isLessThanOrEqualTo(500);
        assertThat(kept().events().getLast().id()).isEqualTo(50);
        try (var files = Files.list(directory)) {
            assertThat(files.count()).isEqualTo(2);
        }
    }

    @Test
    void aLineThatAKillCutOffIsDroppedAndOverwritten() throws IOException {
        try (EventFile file = new EventFile(directory)) {
            file.load();
            append(file, 1, 2);
        }
        byte[] whole = Files.readAllBytes(current());
        for (int cut = 1; cut < whole.length / 2; cut += 7) {
            Files.write(current(), whole);
            Files.write(current(), Arrays.copyOf(whole, cut), StandardOpenOption.APPEND);
            try (EventFile file = new EventFile(directory)) {
                Kept kept = file.load();
                assertThat(kept.events()).extracting(LoggedEvent::id).containsExactly(1L, 2L);
                assertThat(kept.dropped()).isEqualTo(1);
                append(file, 3, 3);
            }
            assertThat(kept().events()).extracting(LoggedEvent::id).containsExactly(1L, 2L, 3L);
            assertThat(kept().dropped()).isZero();
        }
    }

    @Test
    void aDamagedLineIsDroppedAndNoOther() throws IOException {
        try (EventFile file = new EventFile(directory)) {
            file.load();
            append(file, 1, 3);
        }
        List<String> lines = Files.readAllLines(current());
        Files.write(
                current(),
                List.of(
                        lines.get(0),
                        "\0\0\0",
                        "null",
                        "{}",
                        lines.get(0),
                        lines.get(1).replace("\"id\"", "\"of a later version\":{},\"id\""),
                        lines.get(2)));

        assertThat(kept().events()).extracting(LoggedEvent::id).containsExactly(1L, 2L, 3L);
        assertThat(kept().dropped()).isEqualTo(4);
    }

    @Test
    void whatCannotBeWrittenLeavesTheFileAsItWas() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        EventFile file = new EventFile(directory);
        file.load();
        append(file, 1, 2);
        file.close();
        Files.move(current(), elsewhere);
        Files.createDirectory(current());
        assertThatThrownBy(() -> append(file, 3, 3)).isInstanceOf(IOException.class);

        Files.delete(current());
        Files.move(elsewhere, current());
        append(file, 3, 3);
        file.close();
        assertThat(kept().events()).extracting(LoggedEvent::id).containsExactly(1L, 2L, 3L);
        assertThat(kept().dropped()).isZero();
    }
}
