package io.offramp.frontend.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.frontend.api.OpenApiDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevargsRuleTest {

    @Test
    void itIsThatOfTheApi() throws IOException {
        assertThat(OpenApiDocument.property("PortRequest", "devargs"))
                .containsEntry("pattern", DevargsRule.PATTERN)
                .containsEntry("maxLength", DevargsRule.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0000:84:00.0", "net_null0", "net_af_packet0,iface=eth1", "net_ring0,nodeaction=r0:0:CREATE"})
    void devicesWithTheirArgumentsAreRight(String devargs) {
        assertThat(DevargsRule.check(devargs)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "84:00.0", "net_null0,", "net null0", "net_af_packet0,iface=a b"})
    void anythingElseIsTold(String devargs) {
        assertThat(DevargsRule.check(devargs)).isPresent();
    }
}
