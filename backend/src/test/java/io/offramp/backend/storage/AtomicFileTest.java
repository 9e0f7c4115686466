package io.offramp.backend.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "the new content".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path directory;

    @Test
    void aFileIsMadeForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("a.json");

        new AtomicFile(file).write(NEW);

        assertThat(file).hasBinaryContent(NEW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly("a.json");
    }

    @Test
    void anotherContentReplacesTheOldAsAWhole() throws IOException {
        Path file = directory.resolve("a.json");
        new AtomicFile(file).write(NEW);

        new AtomicFile(file).write(OLD);

        assertThat(file).hasBinaryContent(OLD);
        assertThat(files()).containsExactly("a.json");
    }

    @Test
    void whatACrashLeftIsReplaced() throws IOException {
        Path file = directory.resolve("a.json");
        Files.writeString(directory.resolve("a.json.tmp"), "hal");

        new AtomicFile(file).write(NEW);

        assertThat(file).hasBinaryContent(NEW);
        assertThat(files()).containsExactly("a.json");
    }

    @Test
    void aFileThatCannotBeReplacedIsAsItWas() throws IOException {
        Path occupied = Files.createDirectory(directory.resolve("a.json"));
        Files.writeString(occupied.resolve("kept"), "x");

        assertThatThrownBy(() -> new AtomicFile(occupied).write(NEW)).isInstanceOf(IOException.class);

        assertThat(occupied.resolve("kept")).hasContent("x");
        assertThat(files()).containsExactly("a.json");
    }

    @Test
    void aReaderNeverSeesAPart() throws Exception {
        Path file = directory.resolve("a.json");
        AtomicFile atomic = new AtomicFile(file);
        atomic.write(OLD);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    atomic.write(i % 2 == 0 ? NEW : OLD);
                }
            } catch (IOException failure) {
                throw new AssertionError(failure);
            } finally {
                done.set(true);
            }
        });

        int readings = 0;
        while (!done.get() || readings == 0) {
            assertThat(Files.readAllBytes(file)).isIn(OLD, NEW);
            readings++;
        }
        writer.join();
    }

    @Test
    void aFileIsRemoved() throws IOException {
        Path file = directory.resolve("a.json");
        new AtomicFile(file).write(NEW);

        new AtomicFile(file).delete();
        new AtomicFile(file).delete();

        assertThat(files()).isEmpty();
    }

    @Test
    void aRootIsNoFile() {
        assertThatThrownBy(() -> new AtomicFile(Path.of("/"))).isInstanceOf(IllegalArgumentException.class);
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        }
    }
}
