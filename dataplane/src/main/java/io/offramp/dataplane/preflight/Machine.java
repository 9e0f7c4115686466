package io.offramp.dataplane.preflight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the checks look.
 *
 * @param proc where procfs is mounted
 * @param sys where sysfs is mounted
 * @param dev where the devices are
 * @param lib where the modules and the shared libraries of the system are
 */
public record Machine(Path proc, Path sys, Path dev, Path lib) {
    /** This machine, as this process sees it. */
    public static final Machine THIS = new Machine(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"), Path.of("/lib"));

    /** A file's text without blanks around it; empty when there is no such file. */
    static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The names in a folder in alphabetical order; none when there is no such folder. */
    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
