package io.offramp.backend.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Sees to it that what decides on access is its owner's alone. */
final class OwnerOnly {
    private static final Set<PosixFilePermission> READ_AND_WRITE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OwnerOnly() {}

    /**
     * Checks a file's mode, not following a symbolic link.
     *
     * @param remedy what to do when others can read or write it
     * @throws TokenException when they can
     */
    static void check(Path file, String remedy) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        if (!READ_AND_WRITE.containsAll(permissions)) {
            throw new TokenException(
                    "The file %s can be read or changed by others: its mode is %s."
                            .formatted(file, PosixFilePermissions.toString(permissions)),
                    remedy);
        }
    }
}
