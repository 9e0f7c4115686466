package io.offramp.backend.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTokenFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path directory;

    @SuppressWarnings("NullAway.Init") // by create
    OperatorTokenFile file;

    @BeforeEach
    void create() {
        file = new OperatorTokenFile(directory);
    }

    @Test
    void whatWasWrittenIsReadAndIsTheOwnersAlone() throws IOException {
        file.write("a-token");

        assertThat(file.read()).contains("a-token");
        assertThat(directory.resolve("operator-token")).hasContent("a-token\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void thereNeedBeNoFile() throws IOException {
        assertThat(file.read()).isEmpty();
    }

    @Test
    void aTokenThatOthersCanReadIsRefused() throws IOException {
        file.write("a-token");
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(file::read)
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("its mode is rw-r--r--")
                .extracting(failure -> ((TokenException) failure).remedy(), InstanceOfAssertFactories.STRING)
                .contains("chmod 600");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        file.write("");

        assertThatThrownBy(file::read).isInstanceOf(TokenException.class).hasMessageContaining("is empty");
    }

    @Test
    void theFileOfADeletedTokenIsRemoved() throws IOException {
        file.write("a-token");

        file.forget(token("another"));
        assertThat(file.path()).exists();

        file.forget(token("a-token"));
        assertThat(file.path()).doesNotExist();
        file.forget(token("a-token"));
    }

    private static Token token(String secret) {
        return new Token("operator", Role.OPERATOR, Secret.hash(secret), Instant.EPOCH, null);
    }
}
