package io.offramp.backend.security;

import io.offramp.backend.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code operator-token} in the state directory, which hands the first token over to the operator in plain text. The
 * service does not need it afterwards.
 */
final class OperatorTokenFile {
    private final Path file;

    OperatorTokenFile(Path directory) {
        this.file = directory.resolve("operator-token");
    }

    Path path() {
        return file;
    }

    /**
     * The token in the file.
     *
     * @return nothing when there is no file
     * @throws TokenException when others can read it, or it is empty
     */
    Optional<String> read() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        OwnerOnly.check(
                file,
                "If nobody has seen it: chmod 600 %s. Else make another operator token by POST /api/v1/tokens and delete this one."
                        .formatted(file));
        String token = Files.readString(file).strip();
        if (token.isEmpty()) {
            throw new TokenException("The operator token file %s is empty.".formatted(file), "Remove the file.");
        }
        return Optional.of(token);
    }

    void write(String token) throws IOException {
        new AtomicFile(file).write((token + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Removes the file when it holds a token that counts no longer, so that nobody tries it. */
    void forget(Token deleted) throws IOException {
        if (Files.isReadable(file)
                && deleted.hasHash(Secret.hash(Files.readString(file).strip()))) {
            new AtomicFile(file).delete();
        }
    }
}
