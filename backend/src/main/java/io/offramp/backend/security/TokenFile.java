package io.offramp.backend.security;

import io.offramp.backend.storage.AtomicFile;
import io.offramp.backend.validation.Patterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file {@code tokens.json} in the state directory: the tokens, hashed. Whatever is wrong with it ends the start. */
final class TokenFile {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;

    TokenFile(Path directory) {
        this.file = directory.resolve("tokens.json");
    }

    private record Document(int version, List<@Nullable Entry> tokens) {}

    private record Entry(
            @Nullable String name,
            @Nullable Role role,
            @Nullable String sha256,
            @Nullable Instant createdAt,
            @Nullable Instant expiresAt) {

        Token toToken() {
            if (name == null || !name.matches(Patterns.TOKEN_NAME)) {
                throw new IllegalArgumentException("a token's name " + Patterns.TOKEN_NAME_MESSAGE);
            }
            if (role == null || createdAt == null || sha256 == null || !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "the token %s lacks its role, its createdAt, or 64 hexadecimal digits as its sha256"
                                .formatted(name));
            }
            return new Token(name, role, sha256, createdAt, expiresAt);
        }
    }

    Path path() {
        return file;
    }

    /**
     * The tokens in the file.
     *
     * @return nothing when there is no file
     * @throws TokenException when it is damaged, of a later version, or others can read or change it
     */
    Optional<List<Token>> read() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        OwnerOnly.check(file, "See that its content is right, then: chmod 600 %s".formatted(file));
        byte[] content = Files.readAllBytes(file);
        try {
            JsonNode tree = JSON.readTree(content);
            int version = tree.path("version").asInt(0);
            if (version > VERSION) {
                throw new TokenException(
                        "The file %s is of version %d; this service knows versions up to %d."
                                .formatted(file, version, VERSION),
                        "Run the service that wrote it, or a later one.");
            }
            return Optional.of(tokens(JSON.treeToValue(tree, Document.class)));
        } catch (JacksonException damage) {
            throw damaged(damage.getOriginalMessage(), damage);
        } catch (IllegalArgumentException damage) {
            throw damaged(String.valueOf(damage.getMessage()), damage);
        }
    }

    private static List<Token> tokens(@Nullable Document document) {
        if (document == null || document.version != VERSION || document.tokens == null) {
            throw new IllegalArgumentException("it is no object with a version and tokens");
        }
        Set<String> names = new HashSet<>();
        return document.tokens.stream()
                .map(entry -> {
                    if (entry == null) {
                        throw new IllegalArgumentException("a token is null");
                    }
                    Token token = entry.toToken();
                    if (!names.add(token.name())) {
                        throw new IllegalArgumentException("two tokens are named " + token.name());
                    }
                    return token;
                })
                .toList();
    }

    private TokenException damaged(String why, Throwable damage) {
        return new TokenException(
                "The file %s is damaged: %s.".formatted(file, why),
                "Put back a copy of it. Or remove it and operator-token beside it: all tokens are void then, and the service "
                        + "makes a new operator token at its next start.",
                damage);
    }

    void write(List<Token> tokens) throws IOException {
        List<@Nullable Entry> entries = new ArrayList<>();
        for (Token token : tokens) {
            entries.add(new Entry(token.name(), token.role(), token.sha256(), token.createdAt(), token.expiresAt()));
        }
        new AtomicFile(file).write(JSON.writeValueAsBytes(new Document(VERSION, entries)));
    }
}
