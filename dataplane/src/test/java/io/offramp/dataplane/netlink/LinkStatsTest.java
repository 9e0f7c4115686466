package io.offramp.dataplane.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.ffm.TestLibc;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counters after traffic over a veth pair between this class's namespace and a second one. */
class LinkStatsTest {
    private static final int PINGS = 50;
    private static final int PAYLOAD = 1000;
    private static final int ETHERNET_IP_ICMP = 14 + 20 + 8;
    private static final int TOO_LONG = 5;

    /** Holds the second namespace; ends with this JVM at the latest, since its input does. */
    private static Process peer;

    @BeforeAll
    static void connectTwoNamespaces() throws IOException {
        TestLibc.unshareNetwork();
        peer = new ProcessBuilder("unshare", "--net", "cat").start();
        peer.outputWriter().append("ready\n").flush();
        // Its answer shows that it is in its namespace.
        BufferedReader answers = peer.inputReader(StandardCharsets.UTF_8);
        assertThat(answers.readLine()).isEqualTo("ready");

        Command.run("ip link add v0 type veth peer name v1 netns " + peer.pid());
        Command.run("sysctl -qw net.ipv6.conf.v0.disable_ipv6=1");
        atPeer("sysctl -qw net.ipv6.conf.v1.disable_ipv6=1");
        atPeer("ip addr add 192.0.2.2/24 dev v1");
        atPeer("ip link set dev v1 up");
    }

    @AfterAll
    static void endPeer() {
        peer.destroy();
    }

    @Test
    void countersAreThoseOfTheKernelAndOfTheOtherEnd() {
        try (Links links = Links.open()) {
            int veth = links.find("v0").orElseThrow().ifindex();
            links.addAddress(veth, "192.0.2.1/24");
            links.up(veth);
            assertThat(links.await(veth, Link::carrier, Duration.ofSeconds(10))).isTrue();

            Command.run("ping -q -c %d -i 0.01 -s %d 192.0.2.2".formatted(PINGS, PAYLOAD));
            // Longer than the other end takes: the driver drops them.
            links.mtu(veth, 9000);
            Command.run(
                    List.of("sh", "-c", "! ping -q -c %d -i 0.01 -W 0.1 -M do -s 4000 192.0.2.2".formatted(TOO_LONG)));

            LinkStats stats = quiet(links, veth);
            LinkStats other = ipStats(atPeer("ip -s -j link show dev v1"));

            assertThat(stats.rxPackets()).isGreaterThanOrEqualTo(PINGS).isEqualTo(other.txPackets());
            assertThat(stats.txPackets()).isGreaterThanOrEqualTo(PINGS).isEqualTo(other.rxPackets());
            assertThat(stats.rxBytes())
                    .isGreaterThanOrEqualTo((long) PINGS * (PAYLOAD + ETHERNET_IP_ICMP))
                    .isEqualTo(other.txBytes());
            assertThat(stats.txBytes()).isEqualTo(other.rxBytes());
            // At least: ping tries again when the kernel tells it that a packet was dropped.
            assertThat(stats.txDropped()).isGreaterThanOrEqualTo(TOO_LONG);
        }
    }

    /** Our counters, equal to those that ip shows before and after; ARP may still stir for a moment. */
    private static LinkStats quiet(Links links, int ifindex) {
        return Awaitility.await("our counters between two equal readings of ip")
                .atMost(Duration.ofSeconds(20))
                .pollInSameThread()
                .until(
                        () -> {
                            LinkStats before = ipStats(Command.run("ip -s -j link show dev v0"));
                            LinkStats ours = links.find(ifindex).orElseThrow().stats();
                            LinkStats after = ipStats(Command.run("ip -s -j link show dev v0"));
                            if (before.equals(after)) {
                                assertThat(ours).isEqualTo(before);
                                return ours;
                            }
                            return null;
                        },
                        stats -> stats != null);
    }

    private static String atPeer(String commandLine) {
        return Command.run("nsenter --net=/proc/%d/ns/net %s".formatted(peer.pid(), commandLine));
    }

    private static LinkStats ipStats(String json) {
        return new LinkStats(
                number(json, "rx", "packets"),
                number(json, "rx", "bytes"),
                number(json, "rx", "dropped"),
                number(json, "tx", "packets"),
                number(json, "tx", "bytes"),
                number(json, "tx", "dropped"));
    }

    private static long number(String json, String direction, String counter) {
        Matcher matcher = Pattern.compile("\"%s\":\\{[^}]*\"%s\":(\\d+)".formatted(direction, counter))
                .matcher(json);
        assertThat(matcher.find()).as("%s.%s in %s", direction, counter, json).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
