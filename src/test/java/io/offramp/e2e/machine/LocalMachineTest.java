package io.offramp.e2e.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("host")
@Timeout(60)
class LocalMachineTest {
    private final Machine machine = new LocalMachine();

    @Test
    void reportsHowACommandEnded() {
        Execution ended = machine.run(Duration.ofSeconds(5), List.of("bash", "-c", "echo out; echo err >&2; exit 3"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.stdout()).isEqualTo("out\n");
        assertThat(ended.stderr()).isEqualTo("err\n");
    }

    @Test
    void endsACommandThatOverstays() {
        Execution ended = machine.run(Duration.ofMillis(300), List.of("sleep", "60"));

        assertThat(ended.exitCode()).isEqualTo(Execution.TIMED_OUT);
    }

    @Test
    void runsAProcessInTheBackground() {
        try (BackgroundProcess process = machine.start(
                "sleeper", Map.of("GREETING", "two words"), List.of("bash", "-c", "echo $GREETING; exec sleep 60"))) {
            assertThat(process.isRunning()).isTrue();
            process.signal("TERM");
            assertThat(process.awaitExit(Duration.ofSeconds(5))).isEqualTo(128 + 15);
            assertThat(process.log()).isEqualTo("two words\n");
            assertThat(process.isRunning()).isFalse();
        }
    }

    @Test
    void copiesAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "text\n");

        machine.copy(file, directory.resolve("b").toString());

        assertThat(machine.read(directory.resolve("b").toString())).isEqualTo("text\n");
    }
}
