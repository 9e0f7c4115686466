package io.offramp.dataplane.pci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultRouteTest {
    private static final String IPV4 =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private MachineTree machine;

    @BeforeEach
    void aMachineWithTwoNics() {
        machine = new MachineTree(folder)
                .device("0000:84:00.0", "0x020000")
                .device("0000:84:00.1", "0x020000")
                .networkInterface("0000:84:00.0", "eth0")
                .networkInterface("0000:84:00.1", "eth1")
                .file("proc/net/route", IPV4)
                .file("proc/net/ipv6_route", "");
    }

    @Test
    void withoutADefaultRouteNothingIsNeeded() {
        machine.file("proc/net/route", IPV4 + "eth0\t0000A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n");
        // The kernel's own routes for what cannot be reached, as on every machine.
        machine.file(
                "proc/net/ipv6_route",
                "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
                        + "00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n");

        assertThat(needs("eth0")).isFalse();
        assertThat(needs("eth1")).isFalse();
        assertThat(needs()).isFalse();
    }

    @Test
    void theInterfaceOfTheIpv4DefaultRouteIsNeeded() {
        machine.file(
                "proc/net/route",
                IPV4
                        + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
                        + "eth1\t0000A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n");

        assertThat(needs("eth0")).isTrue();
        assertThat(needs("eth1")).isFalse();
        assertThat(needs("eth1", "eth0")).isTrue();
    }

    @Test
    void theInterfaceOfTheIpv6DefaultRouteIsNeeded() {
        machine.file(
                "proc/net/ipv6_route",
                "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
                        + "fe800000000000000000000000000001 00000400 00000002 00000000 00450003     eth1\n");

        assertThat(needs("eth1")).isTrue();
        assertThat(needs("eth0")).isFalse();
    }

    @Test
    void whatTheDefaultRoutesInterfaceIsBuiltOnIsNeeded() {
        machine.upper("bond0", "eth1").upper("vlan7", "bond0");
        machine.file("proc/net/route", IPV4 + "vlan7\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");

        assertThat(needs("eth1")).isTrue();
        assertThat(needs("bond0")).isTrue();
        assertThat(needs("eth0")).isFalse();
    }

    private boolean needs(String... interfaces) {
        return new DefaultRoute(machine.proc(), machine.sys()).needs(List.of(interfaces));
    }
}
