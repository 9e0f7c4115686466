package io.offramp.backend.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator token in the state directory: made at the first start, read at every other. */
final class OperatorTokenFile {
    private static final Logger log = LoggerFactory.getLogger(OperatorTokenFile.class);
    private static final int TOKEN_BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path directory;
    private final Path file;

    OperatorTokenFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("operator-token");
    }

    /**
     * The token, which is made when there is none.
     *
     * @throws OperatorTokenException when it cannot be read or made, or others can read it
     */
    String readOrCreate() {
        try {
            Files.createDirectories(directory, OWNER_DIRECTORY);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                create();
                log.info("Wrote a new operator token to {}", file);
            } else {
                log.info("The operator token is in {}", file);
            }
            return read();
        } catch (IOException failure) {
            throw new OperatorTokenException(
                    "The operator token cannot be kept in %s: %s".formatted(file, failure),
                    "Let the service write to %s, or set offramp.state-directory to a directory that it may write to."
                            .formatted(directory),
                    failure);
        }
    }

    private String read() throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new OperatorTokenException(
                    "The operator token in %s can be read or changed by others: its mode is %s."
                            .formatted(file, PosixFilePermissions.toString(permissions)),
                    "Remove the file, and the service makes a new token at its next start; or, if nobody has seen it: chmod 600 %s"
                            .formatted(file));
        }
        String token = Files.readString(file).strip();
        if (token.isEmpty()) {
            throw new OperatorTokenException(
                    "The operator token file %s is empty.".formatted(file),
                    "Remove the file, and the service makes a new token at its next start.");
        }
        return token;
    }

    /** Under another name first, so that a crash leaves no half-written token behind. */
    private void create() throws IOException {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
        Path unfinished = Files.createTempFile(directory, "operator-token", ".tmp", OWNER_FILE);
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
