package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.PortUse;
import io.offramp.e2e.service.Answer;
import io.offramp.e2e.service.Service;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DPDK's table of ports is of a fixed size: what does not fit is refused, and what is there goes on. */
@Tag("host")
class PortLimitTest {

    @Test
    void thePortThatDoesNotFitIsRefusedAndThePairThatDoesNotFitLeavesNothing() {
        try (HostLab lab = new HostLab(1)) {
            Service service = lab.service();
            PortUse use = service.get(service.host().getHost()).getPorts();
            assertThat(use.getUsed()).isEqualTo(1);
            int limit = use.getLimit();
            for (int i = 1; i < limit; i++) {
                Answer plugged = service.http().call("POST", "/ports", "{\"devargs\": \"net_null%d\"}".formatted(i));
                assertThat(plugged.status()).as(plugged.text()).isEqualTo(201);
            }
            List<String> interfaces = lab.interfaces();

            Answer oneMore = service.http().call("POST", "/ports", "{\"devargs\": \"net_null%d\"}".formatted(limit));
            assertRefused(oneMore);
            Answer pair = service.http()
                    .call("POST", "/pairs", "{\"name\": \"%s\", \"port\": \"net_af_packet0\"}".formatted(lab.name(0)));
            assertRefused(pair);

            assertThat(lab.interfaces()).isEqualTo(interfaces);
            assertThat(service.get(service.pairs().listPairs().collectList())).isEmpty();
            assertThat(service.get(service.ports().listPorts().collectList())).hasSize(limit);

            // With room for one again, the same pair is made.
            assertThat(service.http().call("DELETE", "/ports/net_null1", null).status())
                    .isEqualTo(204);
            lab.createPair(0);
            assertThat(lab.interfaces()).contains(lab.name(0));
        }
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().path("code").asString()).isEqualTo("port-limit");
        assertThat(answer.json().path("remedy").asString()).isNotBlank();
    }
}
