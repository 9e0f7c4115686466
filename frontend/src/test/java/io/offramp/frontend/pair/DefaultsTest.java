package io.offramp.frontend.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.Pair;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.PairSpec;
import io.offramp.client.model.TapRequest;
import io.offramp.frontend.api.ApiProperties;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultsTest {

    @Test
    void theNameIsTheFirstThatIsFree() {
        assertThat(Defaults.name(List.of())).isEqualTo("exc0");
        assertThat(Defaults.name(List.of(pair("exc0"), pair("exc2")))).isEqualTo("exc1");
    }

    private static Pair pair(String name) {
        return new Pair().spec(new PairSpec().name(name));
    }

    @Test
    void theTapsMacAddressIsThePortsMadeLocalAndRaised() {
        assertThat(Defaults.tapMac("00:1b:21:ab:cd:01")).isEqualTo("02:1b:21:ab:cd:02");
        assertThat(Defaults.tapMac("02:00:00:00:00:ff")).isEqualTo("02:00:00:00:00:00");
    }

    @Test
    void theCommandHoldsWhatWasTypedAndNoToken() {
        PairRequest request = new PairRequest()
                .name("exc0")
                .port("net_null0")
                .queues(null)
                .queueSize(null)
                .server(null)
                .tap(new TapRequest()
                        .addresses(List.of("192.0.2.1/24"))
                        .up(null)
                        .persistent(null));

        assertThat(CurlCommand.of(request, new ApiProperties("http://127.0.0.1:8080", null, null)))
                .isEqualTo("""
                        curl -X POST http://127.0.0.1:8080/api/v1/pairs \\
                          -H "Authorization: Bearer $TOKEN" \\
                          -H 'Content-Type: application/json' \\
                          -d '{"name":"exc0","port":"net_null0","tap":{"addresses":["192.0.2.1/24"]}}'""");
    }

    @Test
    void aQuoteThatWasTypedDoesNotLeaveTheQuotes() {
        String command = CurlCommand.of(
                new PairRequest().name("x'; reboot; '").port("p"),
                new ApiProperties("http://127.0.0.1:8080", null, null));

        assertThat(command).contains("x'\\''; reboot; '\\''");
    }
}
