package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.e2e.machine.Execution;
import io.offramp.e2e.machine.LocalMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./offramp doctor} on this machine, well, and made ill in ways that end with the process. No service runs. */
@Tag("host")
class DoctorTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LAUNCHER = Path.of(System.getProperty("offramp.root"))
            .resolve("offramp")
            .toAbsolutePath()
            .normalize()
            .toString();

    private final LocalMachine machine = new LocalMachine();

    @Test
    void asRootOnAMachineThatRunsTheServiceNothingFails() {
        Execution doctor =
                machine.run(LIMIT, List.of(LAUNCHER, "doctor", "--no-build")).expectSuccess();

        assertThat(doctor.stdout())
                .contains("PASS  dpdk-library       librte_eal.so.23 is found")
                .contains("PASS  tun                /dev/net/tun is there and can be opened")
                .contains("PASS  capabilities ")
                .containsPattern("\\d+ passed, \\d+ warnings, 0 failed");
    }

    @Test
    void theDefaultRoutesNicIsNeverOfferedToDpdk() {
        String route = machine.sh("ip -j route show default | jq -r '.[0].dev'");
        String device = machine.sh("basename $(readlink -f /sys/class/net/%s/device/..)".formatted(route));

        assertThat(check("nic-driver").toString()).doesNotContain(device).doesNotContain(route);
    }

    @Test
    void fewFilesFail() {
        assertThat(check("nofile").path("status").asString()).isEqualTo("PASS");

        JsonNode check = check("nofile", "prlimit", "--nofile=128");
        assertThat(check.path("status").asString()).isEqualTo("FAIL");
        assertThat(check.path("finding").asString()).startsWith("RLIMIT_NOFILE is 128");
        assertThat(check.path("remedy").asString()).startsWith("sudo prlimit --pid $$ --nofile=");
    }

    @Test
    void littleLockedMemoryWarnsOnlyWhoMayNotLockWithoutLimit() {
        assertThat(check("memlock", "prlimit", "--memlock=65536").path("status").asString())
                .isEqualTo("PASS");

        JsonNode check = check(
                "memlock", "prlimit", "--memlock=65536", "setpriv", "--bounding-set=-ipc_lock", "--inh-caps=-ipc_lock");
        assertThat(check.path("status").asString()).isEqualTo("WARN");
        assertThat(check.path("finding").asString()).startsWith("RLIMIT_MEMLOCK is 64 KB");
    }

    @Test
    void settingsAreThoseOfTheService() {
        assertThat(check("cpu-isolation", "env", "OFFRAMP_POLLERS_LCORES=0")
                        .path("finding")
                        .asString())
                .contains("pollers (0)");

        Execution malformed =
                machine.run(LIMIT, List.of("env", "OFFRAMP_POLLERS_LCORES=first", LAUNCHER, "doctor", "--no-build"));
        assertThat(malformed.exitCode()).isEqualTo(2);
        assertThat(malformed.stdout()).contains("offramp.pollers", "first");
    }

    @Test
    void eachCapabilityThatIsTakenIsNamed() {
        JsonNode raw = check("capabilities", "setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw");
        assertThat(raw.path("status").asString()).isEqualTo("WARN");
        assertThat(raw.path("finding").asString()).contains("no CAP_NET_RAW for net_af_packet ports");

        JsonNode admin = check("capabilities", "setpriv", "--bounding-set=-net_admin", "--inh-caps=-net_admin");
        assertThat(admin.path("status").asString()).isEqualTo("FAIL");
        assertThat(admin.path("finding").asString()).contains("no CAP_NET_ADMIN for making taps");
    }

    @Test
    void anotherDeviceInThePlaceOfTunFailsAndIsTheExitCode() {
        Execution doctor = machine.run(
                LIMIT,
                List.of(
                        "unshare",
                        "--mount",
                        "bash",
                        "-euc",
                        "mount --bind /dev/null /dev/net/tun; exec '%s' doctor --no-build".formatted(LAUNCHER)));

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.stdout())
                .contains("FAIL  tun                /dev/net/tun is there, but is not the character device 10:200")
                .contains("remedy           umount /dev/net/tun; ")
                .contains(" 1 failed");
    }

    @Test
    void aMissingTunFailsWithARemedyThatBringsItBack() {
        String before = machine.sh("stat --format='%t %T' /dev/net/tun");
        String jar = "'%s' doctor --no-build --json".formatted(LAUNCHER);
        // In a /dev of its own, without the device; the remedy is run as it is printed.
        Execution doctor =
                machine.run(LIMIT, List.of("unshare", "--mount", "bash", "-euo", "pipefail", "-c", """
                        mount -t tmpfs none /dev/net
                        remedy=$(%1$s | jq -r '.[] | select(.id == "tun") | .remedy') || true
                        [[ $remedy ]]
                        eval "$remedy"
                        stat --format='%%t %%T' /dev/net/tun
                        %1$s | jq -r '.[] | select(.id == "tun") | .status'
                        """.formatted(jar)));

        assertThat(doctor.expectSuccess().stdout().strip()).isEqualTo(before + "\nPASS");
    }

    @Test
    void aStrictReversePathFilterOfATapWarnsAndItsRemedyMendsIt() {
        String tap = "dr" + ProcessHandle.current().pid() % 100_000;
        machine.sh("""
                ip tuntap add dev %1$s mode tap
                ip link set %1$s alias offramp:doctor-test:%1$s
                sysctl -q -w net/ipv4/conf/%1$s/rp_filter=1
                """.formatted(tap));
        try {
            JsonNode check = check("rp-filter");
            assertThat(check.path("status").asString()).isEqualTo("WARN");
            assertThat(check.path("finding").asString()).contains(tap);

            machine.sh(check.path("remedy").asString());

            assertThat(check("rp-filter").path("finding").asString()).doesNotContain(tap);
        } finally {
            machine.sh("ip link delete " + tap);
        }
    }

    private JsonNode check(String id, String... wrapper) {
        List<String> command = new ArrayList<>(List.of(wrapper));
        command.addAll(List.of(LAUNCHER, "doctor", "--no-build", "--json"));
        Execution doctor = machine.run(LIMIT, command);
        for (JsonNode check : JsonMapper.shared().readTree(doctor.stdout())) {
            if (check.path("id").asString().equals(id)) {
                boolean fails = check.path("status").asString().equals("FAIL");
                assertThat(doctor.exitCode()).as(doctor.stdout()).isEqualTo(fails ? 1 : 0);
                return check;
            }
        }
        throw new AssertionError("no check %s: %s".formatted(id, doctor.stdout()));
    }
}
