package io.offramp.backend.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where the service keeps what outlives it. Everything in it is the owner's alone. */
final class StateDirectory {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private StateDirectory() {}

    /** Makes a folder of it with those above, as far as they are missing. */
    static void create(Path folder) throws IOException {
        Files.createDirectories(folder, OWNER_ONLY);
    }
}
