package io.offramp.dataplane;

import static io.offramp.dataplane.Ip.exists;
import static io.offramp.dataplane.Ip.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.dataplane.netlink.Command;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A port whose kernel interface is deleted, and comes back: one of EAL's arguments and one that was plugged at run time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostDeviceTest {
    private static final String GIVEN = "net_af_packet0";
    private static final String PLUGGED = "net_af_packet1";
    private static final String NETNS = "offramp-lst";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Dataplane dataplane;

    @BeforeAll
    void open() {
        ip("netns add " + NETNS);
        cable(GIVEN);
        cable(PLUGGED);
        dataplane = Dataplane.open(
                new DataplaneConfig(
                        List.of("--vdev=%s,iface=%s".formatted(GIVEN, end(GIVEN))),
                        List.of(),
                        IdleStrategy.BACKOFF,
                        2,
                        8191,
                        2176,
                        64),
                new RememberedPairs(),
                events::add);
        dataplane.plug("%s,iface=%s".formatted(PLUGGED, end(PLUGGED)), false).join();
    }

    @AfterAll
    void close() {
        dataplane.close();
        ip("netns delete " + NETNS);
    }

    @ParameterizedTest
    @ValueSource(strings = {GIVEN, PLUGGED})
    void aPairWhosePortLosesItsDeviceSaysSoAndComesBackWithIt(String port) {
        TapSpec tap = new TapSpec("lst0", null, null, true, List.of("198.51.100.1/24"), null, true);
        dataplane
                .createPair(new PairSpec("lst0", port, Backend.TAP, 1, 1024, tap))
                .join();
        int ifindex = dataplane.tap("lst0").join().ifindex();
        assertThat(ping()).contains(" 3 received");
        events.clear();

        ip("link delete " + end(port));

        await("the loss").atMost(SOON).until(() -> status().state() == PairState.FAILED);
        assertThat(status().conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.type()).isEqualTo("DeviceLost");
            assertThat(condition.message()).contains(end(port), port);
            assertThat(condition.remedy()).isNotBlank();
        });
        assertThat(exists("lst0")).isTrue();
        assertThat(ip("-o link show lst0")).contains("NO-CARRIER");

        cable(port);

        await("the way back").atMost(SOON).until(() -> status().state() == PairState.FORWARDING);
        assertThat(dataplane.tap("lst0").join().ifindex()).isEqualTo(ifindex);
        assertThat(ping()).contains(" 3 received");
        assertThat(events)
                .filteredOn(event -> event.message().startsWith("DeviceLost: "))
                .extracting(Event::type)
                .containsExactly("pair.failed");
        assertThat(events).extracting(Event::type).containsOnlyOnce("pair.healed");

        dataplane.deletePair("lst0", Precondition.NONE).join();
        assertThat(exists("lst0")).isFalse();
    }

    /** Only one peer has the address at a time. */
    private static void cable(String port) {
        ip("link add %s type veth peer name p%s".formatted(end(port), end(port)));
        ip("link set p%s netns %s".formatted(end(port), NETNS));
        ip("link set %s up".formatted(end(port)));
        ip("-n %s link set p%s up".formatted(NETNS, end(port)));
    }

    private String ping() {
        String peer = "p" + end(dataplane.pair("lst0").join().spec().port());
        ip("-n %s address replace 198.51.100.2/24 dev %s".formatted(NETNS, peer));
        String output = Command.run("ip netns exec %s ping -n -c 3 -i 0.2 -W 5 198.51.100.1".formatted(NETNS));
        ip("-n %s address delete 198.51.100.2/24 dev %s".formatted(NETNS, peer));
        return output;
    }

    private PairStatus status() {
        return dataplane.pair("lst0").join().status();
    }

    private static String end(String port) {
        return "lst_" + port.charAt(port.length() - 1);
    }
}
