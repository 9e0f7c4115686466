package io.offramp.backend.state;

import io.offramp.backend.storage.AtomicFile;
import io.offramp.dataplane.Syntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The NICs that are to be given back to the kernel: a PCI address a line. */
final class BoundDevicesDocument {
    private final Path path;

    BoundDevicesDocument(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** @throws UnreadableDocumentException when it holds anything but PCI addresses: they become parts of paths */
    Set<String> read() throws IOException, UnreadableDocumentException {
        if (!Files.exists(path)) {
            return Set.of();
        }
        Set<String> addresses = new TreeSet<>();
        for (String line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
            if (!line.matches(Syntax.PCI_ADDRESS)) {
                throw new UnreadableDocumentException("'%s' is no PCI address".formatted(line));
            }
            addresses.add(line);
        }
        return addresses;
    }

    void write(Set<String> addresses) throws IOException {
        AtomicFile file = new AtomicFile(path);
        if (addresses.isEmpty()) {
            file.delete();
        } else {
            file.write(addresses.stream()
                    .collect(Collectors.joining("\n", "", "\n"))
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }
}
