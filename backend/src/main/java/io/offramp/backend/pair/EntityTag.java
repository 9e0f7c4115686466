package io.offramp.backend.pair;

import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.Precondition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entity tag of a pair (RFC 9110, 8.8.3): of its spec alone, since the status changes by itself. It is the same after a
 * restart, and the same again when a change is taken back.
 */
final class EntityTag {
    private static final int BYTES = 8;

    private EntityTag() {}

    /** Such as {@code "9f86d081884c7d65"}, the quotes included. */
    static String of(PairSpec spec) {
        byte[] hash = sha256().digest(spec.toString().getBytes(StandardCharsets.UTF_8));
        return '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)) + '"';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * What a request demands of the pair as it is.
     *
     * @param ifMatch the tags of {@code If-Match}, or {@code null} when there is no such header
     * @param ifNoneMatch the tags of {@code If-None-Match}, or {@code null} when there is no such header
     */
    static Precondition precondition(@Nullable List<String> ifMatch, @Nullable List<String> ifNoneMatch) {
        return now -> (ifMatch == null || matches(ifMatch, now)) && (ifNoneMatch == null || !matches(ifNoneMatch, now));
    }

    private static boolean matches(List<String> tags, @Nullable PairSpec now) {
        return now != null && (tags.contains("*") || tags.contains(of(now)));
    }
}
