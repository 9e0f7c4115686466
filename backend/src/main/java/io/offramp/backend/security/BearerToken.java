package io.offramp.backend.security;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The {@code Authorization: Bearer} header (RFC 6750, section 2.1). */
final class BearerToken {
    private static final String SCHEME = "bearer ";

    private BearerToken() {}

    static @Nullable String of(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? header.substring(SCHEME.length()).strip()
                : null;
    }
}
