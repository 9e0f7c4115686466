package io.offramp.backend.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: without its plain text.
 *
 * @param name unique among the tokens
 * @param role what its holder may do
 * @param sha256 the hash of its plain text, see {@link Secret#hash}
 * @param createdAt when it was made or taken over
 * @param expiresAt from when on it counts no longer; {@code null}: never
 */
record Token(
        String name,
        Role role,
        String sha256,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** Compares in constant time: an early return would tell how much of a guess is right. */
    boolean hasHash(String other) {
        return MessageDigest.isEqual(
                sha256.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether the service can be operated with it for ever. */
    boolean isPermanentOperator() {
        return role == Role.OPERATOR && expiresAt == null;
    }
}
