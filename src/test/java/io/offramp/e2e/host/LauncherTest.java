package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Execution;
import io.offramp.e2e.machine.LocalMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code ./offramp}, as a person runs it. It runs in a network namespace of its own, so that its lab, which has a fixed
 * pair and fixed addresses, meets no other lab; the lab's own namespace is beside that.
 */
@Tag("host")
class LauncherTest {
    private static final Path ROOT =
            Path.of(System.getProperty("offramp.root")).toAbsolutePath().normalize();
    private static final Duration RUN = Duration.ofSeconds(240);

    private final LocalMachine machine = new LocalMachine();
    private final String id = "e%04x".formatted(ThreadLocalRandom.current().nextInt(0x10000));
    private final String outside = id + "outside";
    private final String namespace = id + "lab";
    private final String launcher = ROOT.resolve("offramp").toString();

    @BeforeEach
    void makeNamespace() {
        machine.sh("ip netns add %1$s && ip -n %1$s link set lo up".formatted(outside));
    }

    @AfterEach
    void removeNamespaces() {
        machine.sh("ip netns delete %s; ip netns delete %s 2>/dev/null || true".formatted(outside, namespace));
    }

    @Test
    void runReachesAPingAndLeavesNothing() {
        String before = whatIsThere();
        Execution run = machine.run(RUN, run("--check")).expectSuccess();
        assertThat(run.stdout())
                .contains("5 packets transmitted, 5 received, 0% packet loss")
                .contains("the counters climbed: toKernel +")
                .contains("http://127.0.0.1:8080/api/v1")
                .contains("http://127.0.0.1:8080/swagger-ui.html")
                .contains("http://127.0.0.1:8081/");
        assertThat(whatIsThere()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalWhileItRunsLeavesNothing(String signal, int exitCode) {
        String before = whatIsThere();
        try (BackgroundProcess run = startRun()) {
            assertThat(inside("ls -1 /sys/class/net")).contains("exc0", "offramp-port");
            assertThat(userOfPort(8080)).isEqualTo("root");
            assertThat(userOfPort(8081)).isEqualTo("nobody");

            Execution second = machine.run(Duration.ofSeconds(30), run());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.stderr()).contains("TCP port 8080 is in use").contains("--api-port");

            run.signal(signal);
            assertThat(run.awaitExit(Duration.ofSeconds(40))).isEqualTo(exitCode);
        }
        assertThat(whatIsThere()).isEqualTo(before);
    }

    @Test
    void theServicesGoWithALauncherThatIsKilledAndTheNextRunTidiesUp() {
        String before = whatIsThere();
        try (BackgroundProcess run = startRun()) {
            run.signal("KILL");
            run.awaitExit(Duration.ofSeconds(5));
            await("the end of the services")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(inside("ss -Hltn")).isEmpty());
            assertThat(inside("ls -1 /sys/class/net")).contains("exc0");
        }
        Execution next = machine.run(RUN, run("--check")).expectSuccess();
        assertThat(next.stderr()).contains("an earlier run was killed", "left its tap exc0", namespace);
        assertThat(next.stdout()).contains("5 packets transmitted, 5 received, 0% packet loss");
        assertThat(whatIsThere()).isEqualTo(before);
    }

    @Test
    void aFailureHalfWayLeavesNothing() {
        String before = whatIsThere();
        // The service itself refuses it, after the lab was made.
        Execution run = machine.run(RUN, run("--idle", "nonsense"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.stderr()).contains("the backend ended at its start").contains("backend.log");
        assertThat(whatIsThere()).isEqualTo(before);
    }

    @Test
    void aPortThatIsNotThereIsRefusedWithARemedy() {
        Execution run = machine.run(RUN, run("--port", "0000:ff:1f.7"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.stderr()).contains("there is no PCI device 0000:ff:1f.7").contains("dpdk-devbind.py");
    }

    @Test
    void eachCommandTellsAboutItself() {
        for (String command : List.of("run", "test", "doctor", "build", "vm")) {
            assertThat(machine.run(Duration.ofSeconds(10), List.of(launcher, command, "--help"))
                            .expectSuccess()
                            .stdout())
                    .startsWith("usage: ./offramp " + command);
        }
        assertThat(machine.run(Duration.ofSeconds(10), List.of(launcher, "--help"))
                        .expectSuccess()
                        .stdout())
                .contains("run", "test", "doctor", "build", "vm");
        assertThat(machine.run(Duration.ofSeconds(10), List.of(launcher, "fly")).exitCode())
                .isNotZero();
    }

    private List<String> run(String... options) {
        List<String> command = new ArrayList<>(
                List.of("ip", "netns", "exec", outside, launcher, "run", "--no-build", "--namespace", namespace));
        command.addAll(List.of(options));
        return command;
    }

    /** Returns when the lab is there; its background process takes signals as one of a terminal does. */
    private BackgroundProcess startRun() {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(run());
        BackgroundProcess run = machine.start("launcher", Map.of(), command);
        await("the lab").atMost(RUN).until(() -> {
            assertThat(run.isRunning()).as(run.log()).isTrue();
            return run.log().contains("Ctrl-C stops it");
        });
        return run;
    }

    private String userOfPort(int port) {
        return inside("ss -Hltnp 'sport = :%d' | sed 's/.*pid=\\([0-9]*\\).*/\\1/' | xargs -I{} stat -c %%U /proc/{}"
                .formatted(port));
    }

    private String inside(String script) {
        return machine.run(Duration.ofSeconds(10), List.of("ip", "netns", "exec", outside, "bash", "-c", script))
                .expectSuccess()
                .stdout()
                .strip();
    }

    /** What a run could leave behind. */
    private String whatIsThere() {
        return machine.sh("""
                ip -n %1$s -br link | awk '{ print $1 }'
                ip netns list | grep %2$s || true
                cat /proc/sys/vm/nr_hugepages
                ls -1d /tmp/offramp.* /run/lock/offramp-%2$s* 2>/dev/null || true
                """.formatted(outside, namespace));
    }
}
