package io.offramp.dataplane.preflight;

import org.junit.jupiter.api.Test;

class CapabilitiesCheckTest extends CheckTest {
    private static final String REMEDY = "sudo setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups "
            + "--inh-caps=+net_admin,+net_raw --ambient-caps=+net_admin,+net_raw java -jar offramp-backend.jar";

    @Test
    void rootPasses() {
        effective("000001ffffffffff");

        passes(CapabilitiesCheck.look(machine()), "CAP_NET_ADMIN for making taps", "CAP_NET_RAW for net_af_packet");
    }

    @Test
    void theTwoOfTheServicePassAndWhatTheyDoNotGiveIsTold() {
        effective("0000000000003000");

        passes(CapabilitiesCheck.look(machine()), "no CAP_SYS_ADMIN for taps in network namespaces");
    }

    @Test
    void withoutNetRawItWarns() {
        effective("0000000000001000");

        warns(CapabilitiesCheck.look(machine()), REMEDY, "no CAP_NET_RAW for net_af_packet ports");
    }

    @Test
    void withoutNetAdminItFails() {
        effective("0000000000002000");

        fails(CapabilitiesCheck.look(machine()), REMEDY, "no CAP_NET_ADMIN for making taps and changing links");
    }

    private void effective(String mask) {
        tree.file("proc/self/status", "Name:\tjava\nCapPrm:\t0000000000000000\nCapEff:\t%s\n".formatted(mask));
    }
}
