package io.offramp.backend.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OperatorTokenFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path temporary;

    @Test
    void theFirstStartMakesATokenOf256BitsThatOnlyTheOwnerCanRead() throws IOException {
        Path directory = temporary.resolve("lib/offramp");

        String token = new OperatorTokenFile(directory).readOrCreate();

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(directory.resolve("operator-token"))).isEqualTo(token + "\n");
        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("operator-token"))).isEqualTo("rw-------");
    }

    @Test
    void nothingElseIsLeftInTheDirectory() throws IOException {
        new OperatorTokenFile(temporary).readOrCreate();

        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).containsExactly(temporary.resolve("operator-token"));
        }
    }

    @Test
    void thePathIsLoggedAndTheTokenIsNot(CapturedOutput output) {
        String token = new OperatorTokenFile(temporary).readOrCreate();

        assertThat(output)
                .contains(temporary.resolve("operator-token").toString())
                .doesNotContain(token);
    }

    @Test
    void theNextStartReadsTheSameToken() {
        String first = new OperatorTokenFile(temporary).readOrCreate();

        assertThat(new OperatorTokenFile(temporary).readOrCreate()).isEqualTo(first);
    }

    @Test
    void eachStateDirectoryHasItsOwnToken() {
        String first = new OperatorTokenFile(temporary.resolve("a")).readOrCreate();

        assertThat(new OperatorTokenFile(temporary.resolve("b")).readOrCreate()).isNotEqualTo(first);
    }

    @Test
    void aTokenThatOthersCanReadIsRefused() throws IOException {
        new OperatorTokenFile(temporary).readOrCreate();
        Files.setPosixFilePermissions(
                temporary.resolve("operator-token"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> new OperatorTokenFile(temporary).readOrCreate())
                .isInstanceOf(OperatorTokenException.class)
                .hasMessageContaining("its mode is rw-r--r--")
                .extracting(failure -> ((OperatorTokenException) failure).remedy(), InstanceOfAssertFactories.STRING)
                .contains("chmod 600");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Files.createFile(
                temporary.resolve("operator-token"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        assertThatThrownBy(() -> new OperatorTokenFile(temporary).readOrCreate())
                .isInstanceOf(OperatorTokenException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void aStateDirectoryThatIsAFileIsRefusedWithARemedy() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> new OperatorTokenFile(file).readOrCreate())
                .isInstanceOf(OperatorTokenException.class)
                .extracting(failure -> ((OperatorTokenException) failure).remedy(), InstanceOfAssertFactories.STRING)
                .contains("offramp.state-directory");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
