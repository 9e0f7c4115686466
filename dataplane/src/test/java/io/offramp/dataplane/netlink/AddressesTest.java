package io.offramp.dataplane.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offramp.dataplane.ffm.TestLibc;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final int ABSENT = 4242;

    private final Links links = Links.open();
    private int tap;

    @BeforeAll
    static void enterOwnNamespace() {
        TestLibc.unshareNetwork();
    }

    @BeforeEach
    void makeTap() {
        Command.run("ip tuntap add dev tap0 mode tap");
        tap = links.find("tap0").orElseThrow().ifindex();
    }

    @AfterEach
    void deleteTap() {
        links.delete(tap);
        links.close();
    }

    @Test
    void listsNoneOfAnInterfaceWithoutAddresses() {
        assertThat(links.addresses(tap)).isEmpty();
        assertThat(links.addresses(ABSENT)).isEmpty();
    }

    @Test
    void addsAnIpv4AddressWithItsBroadcastAddress() {
        links.addAddress(tap, "192.0.2.65/26");

        assertThat(links.addresses(tap)).containsExactly("192.0.2.65/26");
        assertThat(Command.run("ip -4 addr show dev tap0")).contains("inet 192.0.2.65/26 brd 192.0.2.127 scope global");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1/31", "192.0.2.1/32"})
    void addsNoBroadcastAddressWhereANetworkHasNone(String cidr) {
        links.addAddress(tap, cidr);

        assertThat(links.addresses(tap)).containsExactly(cidr);
        assertThat(Command.run("ip -4 addr show dev tap0")).doesNotContain("brd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3/1", "10.1.2.3/8", "10.1.2.3/24", "10.1.2.3/30"})
    void broadcastAddressIsThatOfIp(String cidr) {
        links.addAddress(tap, cidr);
        String ours = Command.run("ip -4 addr show dev tap0");
        links.removeAddress(tap, cidr);

        Command.run("ip addr add %s brd + dev tap0".formatted(cidr));
        assertThat(ours).isEqualTo(Command.run("ip -4 addr show dev tap0"));
    }

    @Test
    void addsAnIpv6AddressThatIsUsableAtOnce() {
        links.up(tap);
        links.addAddress(tap, "2001:0DB8:0:0::0001/64");

        assertThat(links.addresses(tap)).containsExactly("2001:db8::1/64");
        assertThat(Command.run("ip -6 addr show dev tap0"))
                .contains("inet6 2001:db8::1/64 scope global nodad")
                .doesNotContain("tentative");
    }

    @Test
    void addsALinkLocalAddressInItsScope() {
        links.addAddress(tap, "fe80::1/64");

        assertThat(links.addresses(tap)).containsExactly("fe80::1/64");
        assertThat(Command.run("ip -6 addr show dev tap0")).contains("scope link");
    }

    @Test
    void listsIpv4BeforeIpv6AndNoneOfOtherInterfaces() {
        Command.run("ip addr add 198.51.100.9/24 dev lo");
        links.addAddress(tap, "2001:db8::1/128");
        links.addAddress(tap, "192.0.2.1/24");
        links.addAddress(tap, "fe80::1/64");
        links.addAddress(tap, "192.0.2.2/24");

        assertThat(links.addresses(tap)).hasSize(4).startsWith("192.0.2.1/24", "192.0.2.2/24");
        assertThat(links.addresses(tap).subList(2, 4)).containsExactlyInAnyOrder("2001:db8::1/128", "fe80::1/64");
        Command.run("ip addr del 198.51.100.9/24 dev lo");
    }

    @Test
    void listsALinkLocalAddressThatTheKernelMade() {
        Command.run("ip link add v0 type veth peer name v1");
        int veth = links.find("v0").orElseThrow().ifindex();
        links.up(veth);
        links.up(links.find("v1").orElseThrow().ifindex());

        // Made by a kernel thread some time after the carrier came.
        Awaitility.await("a link-local address of the kernel's")
                .pollInSameThread()
                .untilAsserted(() -> assertThat(links.addresses(veth))
                        .singleElement()
                        .asString()
                        .startsWith("fe80::")
                        .endsWith("/64"));
        links.delete(veth);
    }

    @Test
    void removesAnAddressAndLeavesTheOthers() {
        links.addAddress(tap, "192.0.2.1/24");
        links.addAddress(tap, "198.51.100.1/24");
        links.addAddress(tap, "2001:db8::1/64");
        links.addAddress(tap, "2001:db8::2/64");

        links.removeAddress(tap, "192.0.2.1/24");
        links.removeAddress(tap, "2001:db8::1/64");

        assertThat(links.addresses(tap)).containsExactly("198.51.100.1/24", "2001:db8::2/64");
    }

    @Test
    void losesTheOtherAddressesOfANetworkWithItsFirst() {
        Command.run("sysctl -qw net.ipv4.conf.tap0.promote_secondaries=0");
        links.addAddress(tap, "192.0.2.1/24");
        links.addAddress(tap, "192.0.2.2/24");

        links.removeAddress(tap, "192.0.2.1/24");

        assertThat(links.addresses(tap)).isEmpty();
    }

    @Test
    void losesIpv6AddressesWhenSetDown() {
        Command.run("sysctl -qw net.ipv6.conf.tap0.keep_addr_on_down=0");
        links.addAddress(tap, "192.0.2.1/24");
        links.addAddress(tap, "2001:db8::1/64");
        links.up(tap);

        links.down(tap);

        assertThat(links.addresses(tap)).containsExactly("192.0.2.1/24");
    }

    @Test
    void losesIpv6AddressesWithAnMtuThatIpv6CannotUse() {
        links.addAddress(tap, "2001:db8::1/64");

        links.mtu(tap, 1279);

        assertThat(links.addresses(tap)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1/24", "2001:db8::1/64"})
    void saysThatAnAddressIsThereAlready(String cidr) {
        links.addAddress(tap, cidr);

        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.addAddress(tap, cidr))
                .withMessageContaining("rtnl_addr_add(ifindex=%d, %s): 6 Object exists (kernel: EEXIST", tap, cidr)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_EXIST));
        assertThat(links.addresses(tap)).containsExactly(cidr);
    }

    @Test
    void saysThatAnIpv6AddressIsThereWithAnotherPrefixLength() {
        links.addAddress(tap, "2001:db8::1/64");

        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.addAddress(tap, "2001:db8::1/128"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_EXIST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1/24", "2001:db8::1/64"})
    void saysThatAnAddressToRemoveIsNotThere(String cidr) {
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.removeAddress(tap, cidr))
                .withMessageContaining("rtnl_addr_delete(ifindex=%d, %s)", tap, cidr)
                .withMessageContaining("EADDRNOTAVAIL")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_NOADDR));
    }

    @Test
    void saysThatTheInterfaceIsNotThere() {
        assertThatExceptionOfType(NetlinkException.class)
                .isThrownBy(() -> links.addAddress(ABSENT, "192.0.2.1/24"))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_NODEV));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "any",
                "any/8",
                "192.0.2.1",
                "192.0.2.1/",
                "192.0.2.1/0",
                "192.0.2.1/33",
                "192.0.2.1/024",
                "192.0.2/24",
                "192.0.2.256/24",
                "192.0.2.1/24 ",
                "2001:db8::1",
                "2001:db8::1/129",
                "2001:db8:::1/64",
                "fe80::1%lo/64",
                "02:00:00:00:00:01/8",
                "192.0.2.1/-1"
            })
    void refusesWhatIsNoAddress(String cidr) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> links.addAddress(tap, cidr))
                .withMessageContaining("with prefix length");
        assertThat(links.addresses(tap)).isEmpty();
    }
}
