package io.offramp.backend.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.Check;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DoctorTest {
    private static final Check GOOD = new Check("tun", Check.Status.PASS, "/dev/net/tun is there", null);
    private static final Check POOR =
            new Check("vfio", Check.Status.WARN, "vfio-pci is not loaded", "modprobe vfio-pci");
    private static final Check BAD = new Check("nofile", Check.Status.FAIL, "RLIMIT_NOFILE is 64", "ulimit -n 65536");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void eachCheckIsToldInWordsWithItsRemedy() {
        assertThat(doctor(GOOD, POOR).run(List.of())).isZero();

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                        PASS  tun                /dev/net/tun is there
                        WARN  vfio               vfio-pci is not loaded
                                remedy           modprobe vfio-pci

                        1 passed, 1 warnings, 0 failed
                        """);
    }

    @Test
    void whatFailsIsTheExitCode() {
        assertThat(doctor(GOOD, POOR, BAD).run(List.of())).isEqualTo(1);
        assertThat(doctor(GOOD, BAD).run(List.of("--json"))).isEqualTo(1);
    }

    @Test
    void jsonIsWhatTheApiAnswers() {
        doctor(GOOD, BAD).run(List.of("--json"));

        assertThat(JsonMapper.shared().readTree(written.toString(StandardCharsets.UTF_8)))
                .isEqualTo(JsonMapper.shared().readTree("""
                        [{"id": "tun", "status": "PASS", "finding": "/dev/net/tun is there", "remedy": null},
                         {"id": "nofile", "status": "FAIL", "finding": "RLIMIT_NOFILE is 64", "remedy": "ulimit -n 65536"}]
                        """));
    }

    @Test
    void aMalformedSettingIsNamed() {
        Doctor doctor = new Doctor(
                () -> {
                    throw new IllegalArgumentException("offramp.pollers.lcores: x is no lcore");
                },
                new PrintStream(written, true, StandardCharsets.UTF_8));

        assertThat(doctor.run(List.of())).isEqualTo(2);
        assertThat(written.toString(StandardCharsets.UTF_8)).startsWith("offramp.pollers.lcores: x is no lcore");
    }

    @Test
    void otherArgumentsAreRefused() {
        assertThat(doctor(GOOD).run(List.of("--cure"))).isEqualTo(2);
        assertThat(written.toString(StandardCharsets.UTF_8)).startsWith("usage:");
    }

    private Doctor doctor(Check... checks) {
        return new Doctor(() -> List.of(checks), new PrintStream(written, true, StandardCharsets.UTF_8));
    }
}
