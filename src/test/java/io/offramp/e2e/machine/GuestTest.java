package io.offramp.e2e.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Tag("guest")
@Timeout(300)
@ExtendWith(GuestResource.class)
class GuestTest {

    @Test
    void hasWhatAnExceptionPathNeeds(Guest guest) {
        assertThat(guest.sh("uname -r")).endsWith("-amd64");
        assertThat(guest.sh("stat -c %F /dev/vhost-net /dev/net/tun /dev/vfio/vfio"))
                .isEqualTo("character special file\n".repeat(3).stripTrailing());
        assertThat(guest.sh("ls /sys/kernel/iommu_groups")).isNotEmpty();
        assertThat(guest.read("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages")
                        .strip())
                .isEqualTo("512");
    }

    @Test
    void reportsHowACommandEnded(Guest guest) {
        Execution ended =
                guest.run(Duration.ofSeconds(20), List.of("bash", "-c", "seq 1 50000; printf 'ü\\n\\n' >&2; exit 3"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.stdout().lines()).hasSize(50000);
        assertThat(ended.stderr()).isEqualTo("ü\n\n");
        assertThat(guest.run(Duration.ofSeconds(20), List.of("/nonexistent", ""))
                        .exitCode())
                .isEqualTo(127);
    }

    @Test
    void endsACommandThatOverstays(Guest guest) {
        Execution ended = guest.run(Duration.ofSeconds(1), List.of("bash", "-c", "sleep 100; true"));

        assertThat(ended.exitCode()).isEqualTo(Execution.TIMED_OUT);
    }

    @Test
    void executesCommandsSideBySide(Guest guest) {
        CompletableFuture<Execution> waiting = CompletableFuture.supplyAsync(() -> guest.run(
                Duration.ofSeconds(60),
                List.of("bash", "-c", "until test -e /tmp/go; do sleep 0.1; done; cat /tmp/go")));

        guest.sh("echo now >/tmp/go.new; mv /tmp/go.new /tmp/go");

        assertThat(waiting.join().expectSuccess().stdout()).isEqualTo("now\n");
    }

    @Test
    void runsAProcessInTheBackground(Guest guest) {
        try (BackgroundProcess process = guest.start(
                "sleeper", Map.of("GREETING", "two words"), List.of("bash", "-c", "echo $GREETING; exec sleep 1000"))) {
            assertThat(process.isRunning()).isTrue();
            process.signal("TERM");
            assertThat(process.awaitExit(Duration.ofSeconds(20))).isEqualTo(128 + 15);
            assertThat(process.log()).isEqualTo("two words\n");
        }
    }

    @Test
    void copiesAFile(Guest guest, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "text\n");

        guest.copy(file, "/root/b");

        assertThat(guest.read("/root/b")).isEqualTo("text\n");
    }
}
