package io.offramp.backend.security;

import io.offramp.backend.problem.RefusalException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The tokens that count. Safe for use by any thread; changes block on the disk. */
final class Tokens {
    /** Every wrong token is compared with each. */
    private static final int LIMIT = 64;

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final TokenFile file;
    private final OperatorTokenFile handedOver;
    private final @Nullable Token configured;
    private final Clock clock;
    /** Replaced as a whole under this object's lock, read without it. */
    private volatile List<Token> stored;

    /** By hash, so that a namesake made later begins anew. */
    private final Map<String, Instant> lastUsed = new ConcurrentHashMap<>();

    private final Map<String, Sinks.Empty<Void>> ends = new ConcurrentHashMap<>();

    /**
     * Begins with what is stored.
     *
     * @param configured the one from the settings, which is not stored
     */
    Tokens(TokenFile file, OperatorTokenFile handedOver, List<Token> stored, @Nullable Token configured, Clock clock) {
        this.file = file;
        this.handedOver = handedOver;
        this.stored = List.copyOf(stored);
        this.configured = configured;
        this.clock = clock;
    }

    /** A token and the plain text that nobody will see again. */
    record Made(Token token, String secret) {}

    /** The token with this plain text, if it counts; its use is noted. */
    Optional<Token> find(String presented) {
        String hash = Secret.hash(presented);
        Instant now = clock.instant();
        // Always compares with all, so that the time tells nothing of which one it is.
        List<Token> matching = all().filter(token -> token.hasHash(hash)).toList();
        Optional<Token> found =
                matching.stream().filter(token -> !token.isExpired(now)).findFirst();
        found.ifPresent(token -> lastUsed.put(token.sha256(), now));
        return found;
    }

    /** All, those that have expired included. */
    List<Token> list() {
        return all().toList();
    }

    /** When a token was last used since the service started. */
    Optional<Instant> lastUsed(Token token) {
        return Optional.ofNullable(lastUsed.get(token.sha256()));
    }

    /**
     * Makes a token and stores it.
     *
     * @throws RefusalException when the name is taken, there are too many, it expires in the past, or it cannot be stored
     */
    synchronized Made create(String name, Role role, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        if (stored.stream().anyMatch(token -> token.name().equals(name))) {
            throw new RefusalException(
                    HttpStatus.CONFLICT,
                    "token-exists",
                    "name",
                    "There is a token " + name + ".",
                    "Choose another name, or DELETE /api/v1/tokens/%s first.".formatted(name));
        }
        if (stored.size() >= LIMIT) {
            throw new RefusalException(
                    HttpStatus.CONFLICT,
                    "token-limit",
                    null,
                    "There are %d tokens, which is the most there can be.".formatted(LIMIT),
                    "Delete one that is no longer used: GET /api/v1/tokens tells when each was last used.");
        }
        String secret = Secret.random();
        Token token = new Token(name, role, Secret.hash(secret), now, expiresAt);
        List<Token> changed = new ArrayList<>(stored);
        changed.add(token);
        store(changed);
        return new Made(token, secret);
    }

    /**
     * Deletes a token. From its return on the token counts no longer.
     *
     * @throws RefusalException when there is none of this name, nobody could operate the service without it, or the others
     *     cannot be stored
     */
    synchronized void delete(String name) {
        Token deleted = stored.stream()
                .filter(token -> token.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusalException(
                        HttpStatus.NOT_FOUND,
                        "token-not-found",
                        "name",
                        "There is no token " + name + ".",
                        "GET /api/v1/tokens lists them."));
        List<Token> rest = stored.stream().filter(token -> token != deleted).toList();
        if (deleted.isPermanentOperator()
                && configured == null
                && rest.stream().noneMatch(Token::isPermanentOperator)) {
            throw new RefusalException(
                    HttpStatus.CONFLICT,
                    "last-operator-token",
                    "name",
                    "%s is the last operator token that does not expire.".formatted(name),
                    "POST /api/v1/tokens {\"name\": \"...\", \"role\": \"OPERATOR\"} first, then delete this one with it.");
        }
        store(rest);
        lastUsed.remove(deleted.sha256());
        Sinks.Empty<Void> end = ends.remove(name);
        if (end != null) {
            end.tryEmitEmpty();
        }
        try {
            handedOver.forget(deleted);
        } catch (IOException failure) {
            throw notWritten(failure);
        }
    }

    /** Completes when the token is deleted or expires; at once when it counts no longer. */
    Mono<Void> end(String name) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> end = ends.computeIfAbsent(name, _ -> Sinks.empty());
            Optional<Token> token =
                    all().filter(each -> each.name().equals(name)).findFirst();
            return token.isEmpty() ? Mono.empty() : Mono.firstWithSignal(end.asMono(), expiry(token.get()));
        });
    }

    private Mono<Void> expiry(Token token) {
        if (token.expiresAt() == null) {
            return Mono.never();
        }
        Duration left = Duration.between(clock.instant(), token.expiresAt());
        return left.compareTo(FOR_EVER) > 0
                ? Mono.never()
                : Mono.delay(left.isNegative() ? Duration.ZERO : left).then();
    }

    private Stream<Token> all() {
        return Stream.concat(Stream.ofNullable(configured), stored.stream());
    }

    private void store(List<Token> tokens) {
        try {
            file.write(tokens);
        } catch (IOException failure) {
            throw notWritten(failure);
        }
        stored = List.copyOf(tokens);
    }

    private RefusalException notWritten(IOException failure) {
        return new RefusalException(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "state-not-written",
                null,
                "The tokens cannot be written to %s: %s.".formatted(file.path(), failure),
                "See that the disk has room and the service may write to the state directory, then try again.");
    }
}
