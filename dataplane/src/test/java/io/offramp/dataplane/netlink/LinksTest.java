package io.offramp.dataplane.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offramp.dataplane.ffm.TestLibc;
import io.offramp.dataplane.tuntap.TapDevice;
import io.offramp.dataplane.tuntap.TapFlags;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static final String TAP = "offramp-tap-015";
    private static final int ABSENT = 4242;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Links links = Links.open();
    private int tap;

    @BeforeAll
    static void enterOwnNamespace() {
        TestLibc.unshareNetwork();
    }

    @BeforeEach
    void makeTap() {
        Command.run("ip tuntap add dev %s mode tap".formatted(TAP));
        tap = links.find(TAP).orElseThrow().ifindex();
    }

    @AfterEach
    void deleteTap() {
        links.close();
        try (Links cleanUp = Links.open()) {
            cleanUp.find(TAP).ifPresent(link -> cleanUp.delete(link.ifindex()));
        }
    }

    @Test
    void findsByNameOfFifteenCharactersAndByIndex() {
        Link link = links.find(TAP).orElseThrow();

        assertThat(TAP).hasSize(15);
        assertThat(link.name()).isEqualTo(TAP);
        assertThat(link.mtu()).isEqualTo(1500);
        assertThat(link.mac()).matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
        assertThat(Command.run("ip link show dev " + TAP))
                .startsWith(link.ifindex() + ": ")
                .contains(link.mac());
        assertThat(link.up()).isFalse();
        assertThat(link.carrier()).isFalse();
        assertThat(link.operState()).isEqualTo("DOWN");
        assertThat(link.stats()).isEqualTo(new LinkStats(0, 0, 0, 0, 0, 0));
        assertThat(links.find(link.ifindex())).contains(link);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(links.find("absent")).isEmpty();
        assertThat(links.find(ABSENT)).isEmpty();
    }

    @Test
    void listsEveryInterfaceOfTheNamespace() {
        Command.run("ip link add v0 type veth peer name v1");

        List<Link> all = links.all();

        assertThat(all).extracting(Link::name).containsExactlyInAnyOrder("lo", TAP, "v0", "v1");
        assertThat(all).contains(links.find(tap).orElseThrow());
        links.delete(links.find("v0").orElseThrow().ifindex());
    }

    @Test
    void setsAndRemovesTheAlias() {
        assertThat(links.find(tap).orElseThrow().alias()).isEmpty();

        links.alias(tap, "offramp:pair one, “ä”");
        assertThat(links.find(tap).orElseThrow().alias()).isEqualTo("offramp:pair one, “ä”");
        assertThat(Command.run("ip link show dev " + TAP)).contains("alias offramp:pair one, “ä”");
        assertThat(links.all()).extracting(Link::alias).contains("offramp:pair one, “ä”");

        links.alias(tap, "");
        assertThat(links.find(tap).orElseThrow().alias()).isEmpty();
        assertThat(Command.run("ip link show dev " + TAP)).doesNotContain("alias");
    }

    @Test
    void anAliasHasAtMost254BytesAndNoNul() {
        links.alias(tap, "ä".repeat(127));
        assertThat(links.find(tap).orElseThrow().alias()).isEqualTo("ä".repeat(127));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> links.alias(tap, "ä".repeat(127) + "a"))
                .withMessageContaining("254 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> links.alias(tap, "a\0b"));
    }

    @Test
    void setsPromiscuousAndAllMulticast() {
        assertThat(links.find(tap).orElseThrow().promiscuous()).isFalse();
        assertThat(links.find(tap).orElseThrow().allMulticast()).isFalse();

        links.promiscuous(tap, true);
        assertThat(links.find(tap).orElseThrow().promiscuous()).isTrue();
        assertThat(links.find(tap).orElseThrow().allMulticast()).isFalse();
        assertThat(Command.run("ip link show dev " + TAP)).contains("PROMISC");

        links.promiscuous(tap, false);
        links.allMulticast(tap, true);
        assertThat(links.find(tap).orElseThrow().promiscuous()).isFalse();
        assertThat(links.find(tap).orElseThrow().allMulticast()).isTrue();
        assertThat(Command.run("ip link show dev " + TAP)).contains("ALLMULTI").doesNotContain("PROMISC");

        links.allMulticast(tap, false);
        assertThat(links.find(tap).orElseThrow().allMulticast()).isFalse();
    }

    @Test
    void renamesAnInterface() {
        links.rename(tap, "renamed");
        assertThat(links.find(tap).orElseThrow().name()).isEqualTo("renamed");
        assertThat(links.find(TAP)).isEmpty();

        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.rename(tap, "lo"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_EXIST));
        links.delete(tap);
    }

    @Test
    void takesAndGivesTheCarrierOfATapThatHasAQueue() {
        TapDevice.create("exc0", true, false, held -> {
            links.up(held);
            assertThat(links.find(held).orElseThrow().carrier()).isTrue();

            links.carrier(held, false);
            assertThat(links.find(held).orElseThrow().carrier()).isFalse();
            assertThat(links.find(held).orElseThrow().up()).isTrue();
            assertThat(Command.run("ip link show dev exc0")).contains("NO-CARRIER");

            links.carrier(held, true);
            assertThat(links.find(held).orElseThrow().carrier()).isTrue();
        });
        links.delete(links.find("exc0").orElseThrow().ifindex());
    }

    @Test
    void aTapWithoutAQueueGetsNoCarrier() {
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.carrier(tap, true))
                .withMessageContaining("carrier=true")
                .withMessageContaining("EPERM")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_PERM));
    }

    @Test
    void tellsAndIsToldTheSpeed() {
        // 10 Mbit/s or 10 Gbit/s, by the kernel's version.
        assertThat(links.settings(tap).orElseThrow().speed()).isPresent();

        assertThat(links.settings(tap, new LinkSettings(OptionalInt.of(100_000), true, false)))
                .isTrue();
        assertThat(links.settings(tap)).contains(new LinkSettings(OptionalInt.of(100_000), true, false));
        assertThat(Command.run("ethtool " + TAP)).contains("Speed: 100000Mb/s", "Duplex: Full");

        assertThat(links.settings(tap, new LinkSettings(OptionalInt.empty(), false, true)))
                .isTrue();
        assertThat(links.settings(tap)).contains(new LinkSettings(OptionalInt.empty(), false, true));
        assertThat(Command.run("ethtool " + TAP)).contains("Speed: Unknown!", "Duplex: Half", "Auto-negotiation: on");
    }

    @Test
    void anInterfaceWithoutLinkSettingsSaysSo() {
        int loopback = links.find("lo").orElseThrow().ifindex();

        assertThat(links.settings(loopback)).isEmpty();
        assertThat(links.settings(loopback, new LinkSettings(OptionalInt.of(10), true, false)))
                .isFalse();
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.settings(ABSENT))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_NODEV));
    }

    @Test
    void tellsHowATapWasMade() {
        assertThat(links.tapFlags(tap)).contains(new TapFlags(true, false, false, true));

        Command.run("ip tuntap add dev t0 mode tun multi_queue vnet_hdr");
        int tun = links.find("t0").orElseThrow().ifindex();
        assertThat(links.tapFlags(tun)).contains(new TapFlags(false, true, true, true));
        links.delete(tun);
    }

    @Test
    void anInterfaceOfAnotherDriverIsNoTap() {
        Command.run("ip link add v0 type veth peer name v1");
        int veth = links.find("v0").orElseThrow().ifindex();

        assertThat(links.tapFlags(veth)).isEmpty();
        assertThat(links.tapFlags(links.find("lo").orElseThrow().ifindex())).isEmpty();
        links.delete(veth);
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.tapFlags(veth))
                .withMessageContaining("RTM_GETLINK(ifindex=%d): 31 No such device (kernel: ENODEV", veth);
    }

    @Test
    void findsTheLoopbackInterface() {
        assertThat(links.find("lo").orElseThrow().mac()).isEqualTo("00:00:00:00:00:00");
    }

    @Test
    void refusesNamesAndIndexesThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> links.find(""));
        assertThatIllegalArgumentException().isThrownBy(() -> links.find(0)).withMessageContaining("1 or more: 0");
        assertThatIllegalArgumentException().isThrownBy(() -> links.delete(0));
        assertThatIllegalArgumentException().isThrownBy(() -> links.up(-1));
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.find("sixteen-letters-"))
                .withMessageContaining("rtnl_link_get_kernel(name=sixteen-letters-)");
    }

    @Test
    void setsUpAndDown() {
        links.up(tap);
        assertThat(links.find(tap).orElseThrow().up()).isTrue();
        assertThat(Command.run("ip link show dev " + TAP)).contains(",UP>");

        links.up(tap);
        assertThat(links.find(tap).orElseThrow().up()).isTrue();

        links.down(tap);
        assertThat(links.find(tap).orElseThrow().up()).isFalse();
        assertThat(Command.run("ip link show dev " + TAP)).doesNotContain("UP>");
    }

    @Test
    void setsTheMtuAndNothingElse() {
        links.up(tap);
        links.mtu(tap, 9000);

        Link link = links.find(tap).orElseThrow();
        assertThat(link.mtu()).isEqualTo(9000);
        assertThat(link.up()).isTrue();
        assertThat(link.name()).isEqualTo(TAP);
        assertThat(Command.run("ip link show dev " + TAP)).contains("mtu 9000");
    }

    @Test
    void saysInTheKernelsWordsWhyAnMtuIsRefused() {
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.mtu(tap, 67))
                .withMessage(
                        "rtnl_link_change(ifindex=%d, mtu=67): 7 Invalid input data or parameter"
                                + " (kernel: EINVAL, mtu less than device minimum)",
                        tap)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_INVAL))
                .satisfies(refused -> assertThat(refused.errno()).isEqualTo(22));
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.mtu(tap, 100_000))
                .withMessageContaining("EINVAL, mtu greater than device maximum");
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.mtu(tap, -1))
                .withMessageContaining("EINVAL");

        assertThat(links.find(tap).orElseThrow().mtu()).isEqualTo(1500);
    }

    @Test
    void setsTheMacAddressAlsoWhileUp() {
        links.mac(tap, "02:00:5E:00:53:01");
        assertThat(links.find(tap).orElseThrow().mac()).isEqualTo("02:00:5e:00:53:01");

        links.up(tap);
        links.mac(tap, "02:00:5e:00:53:02");
        assertThat(links.find(tap).orElseThrow().mac()).isEqualTo("02:00:5e:00:53:02");
        assertThat(Command.run("ip link show dev " + TAP)).contains("02:00:5e:00:53:02");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "any", "02:00:00:00:00", "02:00:00:00:00:01:02", "02:00:00:00:00:0g", "020000000001"})
    void refusesWhatIsNoMacAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> links.mac(tap, text))
                .withMessageContaining("MAC");
    }

    @Test
    void passesOnTheKernelsRefusalOfAMulticastMac() {
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.mac(tap, "01:00:5e:00:00:01"))
                .withMessageContaining("EADDRNOTAVAIL")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_NOADDR));
    }

    @Test
    void namesTheInterfaceThatIsNotThere() {
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.up(ABSENT))
                .withMessageContaining("rtnl_link_change(ifindex=4242, up=true): 31 No such device (kernel: ENODEV")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_NODEV));
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.delete(ABSENT))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_NODEV));
    }

    @Test
    void answersCorrectlyAfterARefusal() {
        assertThatExceptionOfType(NetlinkException.class).isThrownBy(() -> links.mtu(tap, 67));

        links.mtu(tap, 1400);
        assertThat(links.find(tap).orElseThrow().mtu()).isEqualTo(1400);
        assertThat(links.find("absent")).isEmpty();
    }

    @Test
    void deletesAPersistentTap() {
        links.delete(tap);

        assertThat(links.find(TAP)).isEmpty();
        assertThat(Command.run("ip -brief link")).doesNotContain(TAP);
    }

    @Test
    void refusesToWorkWhenClosed() {
        links.close();
        links.close();

        assertThatIllegalStateException().isThrownBy(() -> links.find(TAP)).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> links.up(tap)).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> links.addresses(tap)).withMessageContaining("closed");
    }

    @Test
    void refusesToWorkForAnotherThread() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() ->
                        CompletableFuture.supplyAsync(() -> links.find(TAP)).join())
                .withCauseInstanceOf(WrongThreadException.class);
    }

    @Test
    void awaitsWhatIsSoAlready() {
        assertThat(links.await(tap, link -> !link.up(), Duration.ZERO)).isTrue();
    }

    @Test
    void awaitsACarrierThatComesLater() {
        Command.run("ip link add v0 type veth peer name v1");
        int veth = links.find("v0").orElseThrow().ifindex();
        links.up(veth);
        assertThat(links.find(veth).orElseThrow().operState()).isEqualTo("LOWERLAYERDOWN");
        long start = System.nanoTime();
        CompletableFuture<String> plugged = CompletableFuture.supplyAsync(
                () -> Command.run(List.of("sh", "-c", "sleep 0.5; ip link set dev v1 up")), LinksTest::startThread);

        boolean carrier = links.await(veth, Link::carrier, LONG);

        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        plugged.join();
        assertThat(carrier).isTrue();
        assertThat(waited).isBetween(Duration.ofMillis(400), Duration.ofSeconds(10));
        assertThat(links.find(veth).orElseThrow().carrier()).isTrue();
        links.delete(veth);
    }

    @Test
    void awaitsNoLongerThanAsked() {
        long start = System.nanoTime();

        assertThat(links.await(tap, Link::carrier, Duration.ofMillis(300))).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
    }

    @Test
    void stopsToAwaitWhenTheInterfaceIsDeleted() {
        CompletableFuture<String> deleted = CompletableFuture.supplyAsync(
                () -> Command.run(List.of("sh", "-c", "sleep 0.3; ip link delete dev " + TAP)), LinksTest::startThread);

        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.await(tap, Link::carrier, LONG))
                .satisfies(gone -> assertThat(gone.code()).isEqualTo(NetlinkException.NLE_NODEV));
        deleted.join();
    }

    /** A platform thread, which is in its starter's network namespace; those of a pool may not be. */
    private static void startThread(Runnable work) {
        Thread.ofPlatform().start(work);
    }
}
