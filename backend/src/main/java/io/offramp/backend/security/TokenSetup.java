package io.offramp.backend.security;

import io.offramp.backend.storage.OwnersFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the tokens at the start, and makes the first one. */
final class TokenSetup {
    private static final Logger log = LoggerFactory.getLogger(TokenSetup.class);
    /** No name that a stored token can have. */
    static final String CONFIGURED = "offramp.security.operator-token";

    private static final String FIRST = "operator";

    private final Path directory;
    private final Clock clock;
    private final Consumer<Token> made;

    TokenSetup(Path directory, Clock clock) {
        this(directory, clock, _ -> {});
    }

    /** @param made is told of a token that is made or taken over, when it is stored */
    TokenSetup(Path directory, Clock clock, Consumer<Token> made) {
        this.directory = directory;
        this.clock = clock;
        this.made = made;
    }

    /**
     * The tokens that count. Without an operator token that does not expire one is made and handed over in {@code
     * operator-token}; where there are no tokens yet but such a file, its token is taken over.
     *
     * @param configured an operator token from the settings: none is made then
     * @throws TokenException when the tokens cannot be read or written, or others can read or change them
     */
    Tokens open(@Nullable String configured) {
        TokenFile file = new TokenFile(directory);
        OperatorTokenFile handedOver = new OperatorTokenFile(directory);
        try {
            OwnersFiles.createFolder(directory);
            Optional<List<Token>> stored = file.read();
            Optional<String> old = handedOver.read();
            List<Token> tokens = stored.orElse(List.of());
            if (configured == null && tokens.stream().noneMatch(Token::isPermanentOperator)) {
                tokens = withOperator(tokens, stored.isEmpty() ? old : Optional.empty(), handedOver);
                file.write(tokens);
                made.accept(tokens.getLast());
            }
            log.info("Tokens in {}: {}", file.path(), tokens.size());
            return new Tokens(
                    file, handedOver, tokens, configured == null ? null : operator(CONFIGURED, configured), clock);
        } catch (IOException failure) {
            throw new TokenException(
                    "The tokens cannot be kept in %s: %s".formatted(directory, failure),
                    "Let the service write to %s, or set offramp.state-directory to a directory that it may write to."
                            .formatted(directory),
                    failure);
        }
    }

    /** The plain text is written before the hash: after a crash between the two the next start takes it over. */
    private List<Token> withOperator(List<Token> tokens, Optional<String> old, OperatorTokenFile handedOver)
            throws IOException {
        String secret = old.isPresent() ? old.get() : Secret.random();
        if (old.isEmpty()) {
            handedOver.write(secret);
            log.info("Wrote a new operator token to {}", handedOver.path());
        } else {
            log.info("Took over the operator token in {}", handedOver.path());
        }
        List<Token> changed = new ArrayList<>(tokens);
        changed.add(operator(freeName(tokens), secret));
        return changed;
    }

    private Token operator(String name, String secret) {
        return new Token(name, Role.OPERATOR, Secret.hash(secret), clock.instant(), null);
    }

    private static String freeName(List<Token> tokens) {
        List<String> taken = tokens.stream().map(Token::name).toList();
        return Stream.concat(Stream.of(FIRST), IntStream.iterate(2, i -> i + 1).mapToObj(i -> FIRST + "-" + i))
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }
}
