package io.offramp.backend.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TokenSetupTest {
    private static final String HASH = "a".repeat(64);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path temporary;

    @Test
    void theFirstStartMakesAnOperatorTokenOf256BitsAndHandsItOver() throws IOException {
        Path directory = temporary.resolve("lib/offramp");

        Tokens tokens = new TokenSetup(directory, Clock.systemUTC()).open(null);

        String secret = Files.readString(directory.resolve("operator-token")).strip();
        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(tokens.find(secret)).hasValueSatisfying(token -> {
            assertThat(token.name()).isEqualTo("operator");
            assertThat(token.role()).isEqualTo(Role.OPERATOR);
            assertThat(token.expiresAt()).isNull();
        });
        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("operator-token"))).isEqualTo("rw-------");
        assertThat(mode(directory.resolve("tokens.json"))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .containsExactlyInAnyOrder(directory.resolve("operator-token"), directory.resolve("tokens.json"));
        }
    }

    @Test
    void thePlainTextIsNeitherStoredNorLogged(CapturedOutput output) throws IOException {
        open(null);

        assertThat(temporary.resolve("tokens.json")).content().doesNotContain(handedOver());
        assertThat(output)
                .contains(temporary.resolve("operator-token").toString())
                .doesNotContain(handedOver());
    }

    @Test
    void theNextStartKnowsTheTokenThoughItsPlainTextIsGone() throws IOException {
        open(null);
        String secret = handedOver();
        Files.delete(temporary.resolve("operator-token"));

        Tokens tokens = open(null);

        assertThat(tokens.find(secret)).isPresent();
        assertThat(temporary.resolve("operator-token")).doesNotExist();
    }

    @Test
    void aTokenMadeMeanwhileIsKnownAfterTheNextStart() {
        Instant expiry = Instant.parse("2100-01-01T00:00:00Z");
        Tokens.Made made = open(null).create("alice", Role.VIEWER, expiry);

        assertThat(open(null).find(made.secret()))
                .contains(made.token())
                .hasValueSatisfying(token -> assertThat(token.expiresAt()).isEqualTo(expiry));
    }

    @Test
    void theTokenOfAnEarlierVersionIsTakenOver() throws IOException {
        new OperatorTokenFile(temporary).write("the-token-of-an-earlier-version");

        Tokens tokens = open(null);

        assertThat(tokens.find("the-token-of-an-earlier-version"))
                .hasValueSatisfying(token -> assertThat(token.role()).isEqualTo(Role.OPERATOR));
        assertThat(handedOver()).isEqualTo("the-token-of-an-earlier-version");
        assertThat(temporary.resolve("tokens.json")).content().doesNotContain("the-token-of-an-earlier-version");
    }

    @Test
    void withATokenInTheSettingsNoneIsMade() {
        Tokens tokens = open("a-token-for-the-tests");

        assertThat(tokens.find("a-token-for-the-tests"))
                .hasValueSatisfying(token -> assertThat(token.name()).isEqualTo("offramp.security.operator-token"));
        assertThat(temporary.resolve("operator-token")).doesNotExist();
        assertThat(temporary.resolve("tokens.json")).doesNotExist();
    }

    @Test
    void whenTheSettingsHaveATokenNoLongerOneIsMade() throws IOException {
        Tokens.Made viewer = open("a-token-for-the-tests").create("operator", Role.VIEWER, null);

        Tokens tokens = open(null);

        assertThat(tokens.find("a-token-for-the-tests")).isEmpty();
        assertThat(tokens.find(viewer.secret())).isPresent();
        assertThat(tokens.find(handedOver()))
                .hasValueSatisfying(token -> assertThat(token.name()).isEqualTo("operator-2"));
    }

    @Test
    void aTokenThatWasDeletedIsNotTakenOverFromAFileThatWasPutBack() throws IOException {
        Tokens tokens = open(null);
        String deleted = handedOver();
        tokens.create("alice", Role.OPERATOR, null);
        tokens.delete("operator");
        assertThat(temporary.resolve("operator-token")).doesNotExist();
        new OperatorTokenFile(temporary).write(deleted);

        assertThat(open(null).find(deleted)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nothing          | ``
            a part           | {"version": 1, "tok
            no object        | []
            null             | null
            no version       | {"tokens": []}
            no tokens        | {"version": 1}
            a null           | {"version": 1, "tokens": [null]}
            an unknown field | {"version": 1, "tokens": [], "more": 1}
            more behind it   | {"version": 1, "tokens": []} {}
            a field twice    | {"version": 1, "tokens": [], "tokens": []}
            no role          | {"version": 1, "tokens": [{"name": "a", "sha256": "HASH", "createdAt": "2026-11-22T00:00:00Z"}]}
            another role     | {"version": 1, "tokens": [{"name": "a", "role": "ROOT", "sha256": "HASH", "createdAt": "2026-11-22T00:00:00Z"}]}
            no name          | {"version": 1, "tokens": [{"role": "OPERATOR", "sha256": "HASH", "createdAt": "2026-11-22T00:00:00Z"}]}
            a wrong name     | {"version": 1, "tokens": [{"name": "a/b", "role": "OPERATOR", "sha256": "HASH", "createdAt": "2026-11-22T00:00:00Z"}]}
            no hash          | {"version": 1, "tokens": [{"name": "a", "role": "OPERATOR", "createdAt": "2026-11-22T00:00:00Z"}]}
            half a hash      | {"version": 1, "tokens": [{"name": "a", "role": "OPERATOR", "sha256": "abcd", "createdAt": "2026-11-22T00:00:00Z"}]}
            no time          | {"version": 1, "tokens": [{"name": "a", "role": "OPERATOR", "sha256": "HASH"}]}
            a name twice     | {"version": 1, "tokens": [{"name": "a", "role": "OPERATOR", "sha256": "HASH", "createdAt": "2026-11-22T00:00:00Z"}, {"name": "a", "role": "VIEWER", "sha256": "HASH", "createdAt": "2026-11-22T00:00:00Z"}]}
            """)
    void aDamagedFileEndsTheStart(String damage, @Nullable String content) throws IOException {
        store(content == null ? "" : content.replace("HASH", HASH));

        assertRefused("tokens.json is damaged: ", null).contains("remove it");
        assertRefused("tokens.json is damaged: ", "a-token-for-the-tests").contains("remove it");
    }

    @Test
    void aFileOfALaterVersionEndsTheStart() throws IOException {
        store("{\"version\": 2, \"tokens\": [], \"whatever\": {}}");

        assertRefused("is of version 2", null).contains("a later one");
    }

    @Test
    void aFileThatOthersCanChangeEndsTheStart() throws IOException {
        open(null);
        Files.setPosixFilePermissions(temporary.resolve("tokens.json"), PosixFilePermissions.fromString("rw-rw----"));

        assertRefused("its mode is rw-rw----", null).contains("chmod 600");
    }

    @Test
    void aStateDirectoryThatIsAFileIsRefusedWithARemedy() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> new TokenSetup(file, Clock.systemUTC()).open(null))
                .isInstanceOf(TokenException.class)
                .extracting(failure -> ((TokenException) failure).remedy(), InstanceOfAssertFactories.STRING)
                .contains("offramp.state-directory");
    }

    private AbstractStringAssert<?> assertRefused(String message, @Nullable String configured) {
        return assertThatThrownBy(() -> open(configured))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining(message)
                .extracting(failure -> ((TokenException) failure).remedy(), InstanceOfAssertFactories.STRING);
    }

    private void store(String content) throws IOException {
        new TokenFile(temporary).write(List.of());
        Files.writeString(temporary.resolve("tokens.json"), content);
    }

    private Tokens open(@Nullable String configured) {
        return new TokenSetup(temporary, Clock.systemUTC()).open(configured);
    }

    private String handedOver() throws IOException {
        return Files.readString(temporary.resolve("operator-token")).strip();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
