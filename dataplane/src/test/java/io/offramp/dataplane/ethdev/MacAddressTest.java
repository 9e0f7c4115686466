package io.offramp.dataplane.ethdev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

    @Test
    void readsWhatItWrites() {
        assertThat(MacAddress.parse("02:00:5E:ff:00:01")).hasToString("02:00:5e:ff:00:01");
        assertThat(MacAddress.parse("02:00:5E:ff:00:01").bits()).isEqualTo(0x02005eff0001L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02:00:00:00:00",
                "02:00:00:00:00:00:01",
                "020000000001",
                "02-00-00-00-00-01",
                "02:00:00:00:00:0g"
            })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse(text));
    }
}
