package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offramp.client.ApiClient;
import io.offramp.client.api.CountersApi;
import io.offramp.client.api.HealthApi;
import io.offramp.client.api.PairsApi;
import io.offramp.client.api.PollersApi;
import io.offramp.client.api.PortsApi;
import io.offramp.client.api.TapsApi;
import io.offramp.client.model.Counters;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.PairState;
import io.offramp.client.model.PortRequest;
import io.offramp.client.model.Problem;
import io.offramp.client.model.TapChange;
import io.offramp.client.model.TapRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** The client that is generated from the committed document understands the service. */
class GeneratedClientTest extends ApiTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    private ApiClient client = client();

    @BeforeEach
    void createClient() {
        client = client();
        client.setBearerToken(TOKEN);
    }

    @Test
    void aPairLivesAndDies() {
        PairsApi pairs = new PairsApi(client);

        Pair pair = Objects.requireNonNull(pairs.createPair(new PairRequest()
                        .name("exc0")
                        .port("net_af_packet0")
                        .tap(new TapRequest().addresses(List.of("192.0.2.1/24"))))
                .block(WAIT));

        assertThat(pair.getStatus().getState()).isEqualTo(PairState.FORWARDING);
        assertThat(Objects.requireNonNull(pair.getSpec().getTap()).getAddresses())
                .containsExactly("192.0.2.1/24");
        assertThat(pairs.getPair("exc0").block(WAIT)).isEqualTo(pair);
        assertThat(new TapsApi(client)
                        .changeTap("exc0", new TapChange().mtu(9000))
                        .block(WAIT))
                .satisfies(tap -> assertThat(tap.getMtu()).isEqualTo(9000));
        pairs.deletePair("exc0", null).block(WAIT);
        assertThat(pairs.listPairs().collectList().block(WAIT)).isEmpty();
    }

    @Test
    void aPortIsPluggedAndUnplugged() {
        PortsApi ports = new PortsApi(client);

        assertThat(ports.plugPort(new PortRequest().devargs("0000:84:00.0")).block(WAIT))
                .satisfies(port -> assertThat(port.getName()).isEqualTo("0000:84:00.0"));
        ports.unplugPort("0000:84:00.0").block(WAIT);
        assertThat(ports.listPorts().collectList().block(WAIT)).hasSize(2);
    }

    @Test
    void thePollersAreRead() {
        assertThat(new PollersApi(client).listPollers().collectList().block(WAIT))
                .singleElement()
                .satisfies(poller -> {
                    assertThat(poller.getLoad()).isEqualTo(96.5);
                    assertThat(poller.getPollGaps().getHistogram().getLast().getUpToNanos())
                            .isNull();
                });
    }

    @Test
    void theStreamIsAFluxOfCounters() {
        new PairsApi(client)
                .createPair(new PairRequest().name("exc0").port("net_af_packet0"))
                .block(WAIT);

        List<Counters> counters = new CountersApi(client)
                .streamCounters("PT0.1S")
                .take(3)
                .collectList()
                .block(WAIT);

        assertThat(counters)
                .hasSize(3)
                .isSortedAccordingTo((a, b) -> a.getTime().compareTo(b.getTime()));
        assertThat(counters)
                .allSatisfy(each -> assertThat(each.getPairs())
                        .singleElement()
                        .satisfies(pair -> assertThat(pair.getToKernel().getRxPackets())
                                .isEqualTo(pair.getToKernel().getTxPackets()
                                        + pair.getToKernel().getRingFull())));
    }

    @Test
    void aRefusalIsAProblem() {
        assertThatThrownBy(() -> new PairsApi(client).getPair("none").block(WAIT))
                .isInstanceOfSatisfying(WebClientResponseException.class, refusal -> {
                    assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
                    assertThat(Objects.requireNonNull(refusal.getResponseBodyAs(Problem.class))
                                    .getCode())
                            .isEqualTo("pair-not-found");
                });
    }

    @Test
    void theHealthNeedsNoToken() {
        assertThat(new HealthApi(client()).getHealth().block(WAIT))
                .satisfies(health -> assertThat(health.getStatus()).isEqualTo("UP"));
    }

    /** With Spring's own codecs: those that the client makes for itself do not read problems. */
    private ApiClient client() {
        return new ApiClient(WebClient.create()).setBasePath("http://127.0.0.1:" + serverPort);
    }
}
