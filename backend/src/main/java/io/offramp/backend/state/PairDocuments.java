package io.offramp.backend.state;

import io.offramp.backend.storage.AtomicFile;
import io.offramp.backend.storage.OwnersFiles;
import io.offramp.dataplane.DataplaneException;
import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.Event;
import io.offramp.dataplane.PairStore;
import io.offramp.dataplane.StoredPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the dataplane remembers: the wanted pairs as JSON documents, {@code <state-directory>/pairs/<pair>.json}, one a pair. A document that cannot be read
 * is moved to {@code pairs/set-aside/}, told of, and keeps no other from being read. For the dataplane's control thread.
 */
final class PairDocuments implements PairStore {
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final BoundDevicesDocument bound;
    private final String owner;
    private final Consumer<Event> events;

    private PairDocuments(Path directory, BoundDevicesDocument bound, String owner, Consumer<Event> events) {
        this.directory = directory;
        this.bound = bound;
        this.owner = owner;
        this.events = events;
    }

    /**
     * Opens the store of a state directory, which is made when it is not there.
     *
     * @param stateDirectory where the service keeps what outlives it
     * @param events is told of documents that are set aside
     * @throws DataplaneException with {@code STATE_UNAVAILABLE} when it can neither be read nor made
     */
    static PairDocuments open(Path stateDirectory, Consumer<Event> events) {
        Path directory = stateDirectory.resolve("pairs");
        try {
            OwnersFiles.createFolder(stateDirectory);
            OwnersFiles.createFolder(directory);
            return new PairDocuments(
                    directory,
                    new BoundDevicesDocument(stateDirectory.resolve("bound-devices")),
                    owner(stateDirectory.resolve("owner-id")),
                    events);
        } catch (IOException failed) {
            throw unavailable(
                    "the state directory %s cannot be used".formatted(stateDirectory), stateDirectory, failed);
        }
    }

    /** Drawn once, so that the taps of two services on one machine are not taken for each other's. */
    private static String owner(Path file) throws IOException {
        if (!Files.exists(file)) {
            new AtomicFile(file).write((UUID.randomUUID() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return UUID.fromString(Files.readString(file).strip()).toString();
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public List<StoredPair> load() {
        List<StoredPair> pairs = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path file : entries.sorted().toList()) {
                if (Files.isRegularFile(file)) {
                    read(file, pairs);
                }
            }
        } catch (IOException failed) {
            throw unavailable("the pairs in %s cannot be read".formatted(directory), directory, failed);
        }
        return pairs;
    }

    private void read(Path file, List<StoredPair> pairs) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(AtomicFile.UNFINISHED)) {
            // A write that was cut off: what it was to replace is still there, or nobody was told that it was done.
            Files.delete(file);
            return;
        }
        try {
            StoredPair pair = PairDocument.read(Files.readAllBytes(file));
            if (!name.equals(pair.spec().name() + SUFFIX)) {
                throw new UnreadableDocumentException(
                        "it is of the pair %s".formatted(pair.spec().name()));
            }
            pairs.add(pair);
        } catch (UnreadableDocumentException unreadable) {
            setAside(file, unreadable);
        }
    }

    private void setAside(Path file, UnreadableDocumentException why) {
        Path aside = directory.resolve("set-aside");
        Path target = aside.resolve(
                "%s.%d".formatted(file.getFileName(), Instant.now().toEpochMilli()));
        try {
            OwnersFiles.createFolder(aside);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw unavailable("%s cannot be set aside".formatted(file), directory, failed);
        }
        events.accept(new Event(
                Instant.now(),
                Event.Severity.ERROR,
                Event.Author.SERVICE,
                "document.set-aside",
                String.valueOf(file.getFileName()),
                "%s was set aside as %s: %s".formatted(file, target, why.getMessage())));
    }

    @Override
    public void save(StoredPair pair) {
        Path file = file(pair.spec().name());
        try {
            new AtomicFile(file).write(PairDocument.write(pair));
        } catch (IOException failed) {
            throw unavailable("%s cannot be written".formatted(file), directory, failed);
        }
    }

    @Override
    public void remove(String name) {
        Path file = file(name);
        try {
            new AtomicFile(file).delete();
        } catch (IOException failed) {
            throw unavailable("%s cannot be removed".formatted(file), directory, failed);
        }
    }

    @Override
    public Set<String> boundDevices() {
        try {
            return bound.read();
        } catch (UnreadableDocumentException unreadable) {
            setAside(bound.path(), unreadable);
            return Set.of();
        } catch (IOException failed) {
            throw unavailable("%s cannot be read".formatted(bound.path()), directory, failed);
        }
    }

    @Override
    public void saveBoundDevices(Set<String> addresses) {
        try {
            bound.write(addresses);
        } catch (IOException failed) {
            throw unavailable("%s cannot be written".formatted(bound.path()), directory, failed);
        }
    }

    private Path file(String pair) {
        return directory.resolve(pair + SUFFIX);
    }

    private static DataplaneException unavailable(String what, Path directory, IOException failed) {
        return new DataplaneException(
                Code.STATE_UNAVAILABLE,
                null,
                "%s: %s".formatted(what, failed),
                "Make room, or let the service write to %s; df -h %s tells which.".formatted(directory, directory),
                failed);
    }
}
