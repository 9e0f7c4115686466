package io.offramp.backend.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1/24",
                "192.0.2.1/32",
                "10.0.0.0/31",
                "169.254.1.1/16",
                "2001:db8::1/64",
                "2001:DB8:0:0:0:0:0:1/128",
                "fe80::1/64",
                "fd00::/127"
            })
    void anAddressWithItsPrefixLength(String cidr) {
        assertThat(InterfaceAddress.parse(cidr)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "192.0.2.1",
                "192.0.2.1/",
                "192.0.2.1/33",
                "192.0.2.1/-1",
                "192.0.2.1/024",
                "192.0.2.1/24/24",
                "192.0.2.300/24",
                "192.0.2/24",
                "3221225985/24",
                "192.0.02.1/24",
                "0xc0.0.2.1/24",
                "192.0.2.1./24",
                ".192.0.2.1/24",
                "0.0.0.0/0",
                "224.0.0.1/24",
                "255.255.255.255/32",
                "localhost/24",
                "dead.beef/24",
                "2001:db8::1/129",
                "2001:db8:::1/64",
                "2001:db8::1::2/64",
                "2001:db8::12345/64",
                "fe80::1%eth0/64",
                "[2001:db8::1]/64",
                "::/64",
                "ff02::1/64",
                "::ffff:192.0.2.1/120",
                " 192.0.2.1/24",
                "192.0.2.1/24\n"
            })
    void anythingElseIsNone(String cidr) {
        assertThat(InterfaceAddress.parse(cidr)).isEmpty();
    }
}
