package io.offramp.backend.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The token in the {@code Authorization} header. */
final class PresentedToken {
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private PresentedToken() {}

    /** That of {@code Bearer} (RFC 6750, section 2.1). */
    static @Nullable String bearer(ServerHttpRequest request) {
        return parameter(request, BEARER);
    }

    /** That of {@code Bearer}, or the password of {@code Basic} (RFC 7617), whatever the user's name. */
    static @Nullable String bearerOrPassword(ServerHttpRequest request) {
        String basic = parameter(request, BASIC);
        return basic == null ? bearer(request) : password(basic);
    }

    private static @Nullable String parameter(ServerHttpRequest request, String scheme) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(scheme)
                ? header.substring(scheme.length()).strip()
                : null;
    }

    /** What is no user-id with a password is a wrong password. */
    private static String password(String credentials) {
        try {
            String decoded = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0 ? "" : decoded.substring(colon + 1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
