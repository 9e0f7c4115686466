package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offramp.client.model.PairState;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.machine.LocalMachine;
import io.offramp.e2e.service.Answer;
import io.offramp.e2e.service.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service without root: what its systemd unit gives it is enough, and what it lacks is told. */
@Tag("host")
class UnprivilegedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(10);

    @Test
    void withTheCapabilitiesOfTheUnitPairsAreAdoptedMadeAndForward() {
        try (HostLab lab = new HostLab(2)) {
            lab.createPair(0);
            restart(lab, Unprivileged.capabilities());

            assertThat(lab.machine()
                            .sh("grep -E '^(Uid|CapEff)' /proc/%d/status | tr -s '\\t ' ' '"
                                    .formatted(lab.service().process().pid())))
                    .isEqualTo("Uid: 65534 65534 65534 65534\nCapEff: 0000000000003000");
            lab.createPair(1);
            for (int i = 0; i < 2; i++) {
                assertThat(lab.service()
                                .get(lab.service().pairs().getPair(lab.name(i)))
                                .getStatus()
                                .getState())
                        .isEqualTo(PairState.FORWARDING);
                assertThat(lab.peer(i).ping(lab.tapAddress4(i), 20, INTERVAL)).isEqualTo(new Ping(20, 20));
            }
            lab.service().run(lab.service().pairs().deletePair(lab.name(0), null));
            assertThat(lab.interfaces()).contains(lab.name(1)).doesNotContain(lab.name(0));
        }
    }

    @Test
    void withoutNetAdminAPairIsRefusedAndLeavesNothing() {
        try (HostLab lab = new HostLab(1)) {
            restart(lab, without("CAP_NET_ADMIN"));

            Answer refusal = lab.service()
                    .http()
                    .call(
                            "POST",
                            "/pairs",
                            "{\"name\": \"%s\", \"port\": \"%s\"}".formatted(lab.name(0), HostLab.port(0)));

            assertThat(refusal.text()).contains("CAP_NET_ADMIN");
            assertThat(refusal.status()).isEqualTo(422);
            assertThat(refusal.json().path("code").asString()).isEqualTo("privilege-missing");
            assertThat(lab.interfaces()).doesNotContain(lab.name(0));
            assertThat(lab.service().http().call("GET", "/pairs", null).text()).isEqualTo("[]");
        }
    }

    @Test
    void withoutNetRawTheServiceSaysWhyItDoesNotStart() {
        try (HostLab lab = new HostLab(1)) {
            assertThatThrownBy(() -> restart(lab, without("CAP_NET_RAW")))
                    .hasMessageContaining("Give the service CAP_NET_RAW");
        }
    }

    @Test
    void aNamespaceTakesSysAdminBesides() {
        try (HostLab lab = new HostLab(1)) {
            String netns = lab.name(0) + "ns";
            String pair = "{\"name\": \"%s\", \"port\": \"%s\", \"tap\": {\"netns\": \"%s\"}}"
                    .formatted(lab.name(0), HostLab.port(0), netns);
            lab.machine().sh("ip netns add " + netns);
            try {
                restart(lab, Unprivileged.capabilities());
                Answer refusal = lab.service().http().call("POST", "/pairs", pair);
                assertThat(refusal.status()).as(refusal.text()).isEqualTo(422);
                assertThat(refusal.json().path("code").asString()).isEqualTo("privilege-missing");
                assertThat(refusal.text()).contains("CAP_SYS_ADMIN");

                List<String> more = new ArrayList<>(Unprivileged.capabilities());
                more.add("CAP_SYS_ADMIN");
                restart(lab, more);
                assertThat(lab.service().http().call("POST", "/pairs", pair).status())
                        .isEqualTo(201);
                assertThat(lab.machine().sh("ip -n %s -br link".formatted(netns)))
                        .contains(lab.name(0));
                lab.service().run(lab.service().pairs().deletePair(lab.name(0), null));
            } finally {
                lab.machine().sh("ip netns delete " + netns);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"offramp.service, 31", "offramp-dashboard.service, 17"})
    void systemdFindsTheUnitsRightAndLittleExposed(String unit, int tenthsOfExposure, @TempDir Path folder)
            throws IOException {
        LocalMachine machine = new LocalMachine();
        Path here = folder.resolve(unit);
        // It looks whether what the unit starts is there.
        Files.writeString(
                here,
                Files.readString(Unprivileged.units().resolve(unit))
                        .replace("/opt/offramp/jdk", System.getProperty("java.home")));

        assertThat(machine.sh("systemd-analyze verify --man=no --recursive-errors=no '%s' 2>&1".formatted(here)))
                .isEmpty();
        System.out.println(machine.sh(
                "systemd-analyze security --no-pager --offline=yes --threshold=%d '%s' | tail -1 | tr -cd ' -~'"
                        .formatted(tenthsOfExposure, here)));
    }

    private static List<String> without(String capability) {
        List<String> rest = new ArrayList<>(Unprivileged.capabilities());
        assertThat(rest.remove(capability)).isTrue();
        return rest;
    }

    private static void restart(HostLab lab, List<String> capabilities) {
        lab.service().process().signal("TERM");
        lab.service().process().awaitExit(PATIENCE);
        lab.startServiceAgain(Unprivileged.command(lab.service(), capabilities));
    }
}
