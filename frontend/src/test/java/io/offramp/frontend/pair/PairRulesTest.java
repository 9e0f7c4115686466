package io.offramp.frontend.pair;

import static io.offramp.frontend.api.OpenApiDocument.property;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairRulesTest {

    @Test
    void theyAreThoseOfTheApi() throws IOException {
        assertThat(property("PairRequest", "name")).containsEntry("pattern", PairRules.NAME);
        assertThat(property("TapRequest", "name")).containsEntry("pattern", PairRules.NAME);
        assertThat(property("PairRequest", "socket"))
                .containsEntry("pattern", PairRules.SOCKET)
                .containsEntry("maxLength", PairRules.LONGEST_SOCKET);
        assertThat(property("PairRequest", "device")).containsEntry("pattern", PairRules.DEVICE);
        assertThat(property("TapRequest", "mac")).containsEntry("pattern", PairRules.MAC);
        assertThat(property("TapRequest", "mtu"))
                .containsEntry("minimum", PairRules.LEAST_MTU)
                .containsEntry("maximum", PairRules.GREATEST_MTU);
        assertThat(property("TapChange", "mtu"))
                .containsEntry("minimum", PairRules.LEAST_MTU)
                .containsEntry("maximum", PairRules.GREATEST_MTU);
        assertThat(property("PairRequest", "queues"))
                .containsEntry("minimum", 1)
                .containsEntry("maximum", PairRules.GREATEST_QUEUES)
                .containsEntry("default", Defaults.QUEUES);
        assertThat(property("PairRequest", "queueSize"))
                .containsEntry("minimum", PairRules.LEAST_QUEUE_SIZE)
                .containsEntry("maximum", PairRules.GREATEST_QUEUE_SIZE)
                .containsEntry("default", Defaults.QUEUE_SIZE);
        assertThat(property("TapRequest", "addresses")).containsEntry("maxItems", PairRules.MOST_ADDRESSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0exc", "exc 0", "exc0,path=x", "../exc", "abcdefghijklmnop"})
    void namesThatTheKernelOrDevargsWouldNotTakeAreTold(String name) {
        assertThat(PairRules.name(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run/x", "/etc/x", "/run/../x", "/run/x,server=1", "/run/x y", "/run/x=y"})
    void whatIsNoPathOfASocketIsTold(String path) {
        assertThat(PairRules.socket(path)).isPresent();
    }

    @Test
    void aPathOfASocketIsRight() {
        assertThat(PairRules.socket("/run/vhost/exc0.sock")).isEmpty();
        assertThat(PairRules.socket("/run/" + "x".repeat(103))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/dev/vhost-net", "/dev/vhost-vdpa-", "/dev/vhost-vdpa-00", "vhost-vdpa-0"})
    void whatIsNoVdpaDeviceIsTold(String path) {
        assertThat(PairRules.device(path)).isPresent();
    }

    @Test
    void thePathOfAVdpaDeviceIsRight() {
        assertThat(PairRules.device("/dev/vhost-vdpa-0")).isEmpty();
        assertThat(PairRules.device("/dev/vhost-vdpa-12")).isEmpty();
    }

    @Test
    void aTapNeedsNoNameOfItsOwn() {
        assertThat(PairRules.interfaceName("")).isEmpty();
        assertThat(PairRules.name("exc0")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1/24", "10.0.0.1/32", "2001:db8::1/64", "fe80::1/128"})
    void addressesWithTheirPrefixLengthAreRight(String address) {
        assertThat(PairRules.addresses(List.of(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "192.0.2.1/33",
                "192.0.2/24",
                "0.0.0.0/0",
                "224.0.0.1/24",
                "255.255.255.255/32",
                "2001:db8::1/129",
                "::ffff:192.0.2.1/96",
                "example.org/24",
                "192.0.2.1/024"
            })
    void anythingElseIsTold(String address) {
        assertThat(PairRules.addresses(List.of(address)))
                .hasValueSatisfying(told -> assertThat(told).contains(address));
    }

    @Test
    void anAddressIsThereOnceHoweverItIsWritten() {
        assertThat(PairRules.addresses(List.of("2001:db8::1/64", "2001:db8:0:0::1/48")))
                .contains("must not hold the same address twice");
        assertThat(PairRules.addresses(IntStream.rangeClosed(1, 65)
                        .mapToObj("10.0.0.%d/24"::formatted)
                        .toList()))
                .isPresent();
    }

    @Test
    void macAddressesAreUnicast() {
        assertThat(PairRules.mac("02:00:00:00:00:01")).isEmpty();
        assertThat(PairRules.mac("")).isEmpty();
        assertThat(PairRules.mac("03:00:00:00:00:01")).isPresent();
        assertThat(PairRules.mac("00:00:00:00:00:00")).isPresent();
    }

    @Test
    void addressesMayBeTypedInAnyWay() {
        assertThat(AddressList.parse(" 192.0.2.1/24, 2001:db8::1/64\n10.0.0.1/8;"))
                .containsExactly("192.0.2.1/24", "2001:db8::1/64", "10.0.0.1/8");
        assertThat(AddressList.parse("  ")).isEmpty();
    }
}
