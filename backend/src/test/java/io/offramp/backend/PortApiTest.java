package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class PortApiTest extends ApiTest {

    @Test
    void allPortsAreListed() {
        api.get()
                .uri("/api/v1/ports")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[0].name")
                .isEqualTo("net_af_packet0")
                .jsonPath("$[1].name")
                .isEqualTo("net_af_packet1")
                .jsonPath("$.length()")
                .isEqualTo(2);
    }

    @Test
    void aPortIsReadWithItsExtendedCounters() {
        api.get()
                .uri("/api/v1/ports/net_af_packet0")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"name": "net_af_packet0", "id": 0, "driver": "net_af_packet", "role": "FREE", "pair": null,
                         "mac": "02:00:00:00:00:01", "mtu": 1500, "maxRxQueues": 1, "maxTxQueues": 1, "numaNode": -1,
                         "started": false, "promiscuous": false,
                         "link": {"up": true, "speedMbps": null, "fullDuplex": true, "autoneg": false},
                         "stats": {"rxPackets": 0, "txPackets": 0, "rxBytes": 0, "txBytes": 0, "rxMissed": 0,
                                   "rxErrors": 0, "txErrors": 0, "rxNoMbuf": 0},
                         "xstats": {"rx_good_packets": 0}, "conditions": []}""");
    }

    @Test
    void aDeviceIsHotPluggedAndUnplugged() {
        post("/api/v1/ports", """
                {"devargs": "0000:84:00.0"}""")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .location("/api/v1/ports/0000:84:00.0")
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo("FREE");

        api.get()
                .uri("/api/v1/ports/0000:84:00.0")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Void.class);
        api.delete()
                .uri("/api/v1/ports/0000:84:00.0")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectBody(Void.class);
        problem(api.get().uri("/api/v1/ports/0000:84:00.0").exchange(), HttpStatus.NOT_FOUND, "port-not-found", "name");
    }

    @Test
    void aNicIsBoundOnlyWhenThatIsAskedFor() {
        for (String bind : List.of("", ", \"bind\": null", ", \"bind\": false", ", \"bind\": true")) {
            fake().reset();
            post("/api/v1/ports", "{\"devargs\": \"0000:84:00.0\"%s}".formatted(bind))
                    .expectStatus()
                    .isCreated()
                    .expectBody(Void.class);

            assertThat(fake().boundDevices()).hasSize(bind.endsWith("true") ? 1 : 0);
        }
        problem(
                post("/api/v1/ports", "{\"devargs\": \"0000:84:00.1\", \"bind\": \"yes\"}"),
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                "bind");
    }

    @Test
    void aDeviceThatIsThereIsNotPluggedAgain() {
        problem(post("/api/v1/ports", """
                {"devargs": "net_af_packet0,iface=eth1"}"""), HttpStatus.CONFLICT, "port-exists", "devargs");
    }

    @Test
    void aPortWithAPairIsNotUnplugged() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody(Void.class);

        problem(
                api.delete().uri("/api/v1/ports/net_af_packet0").exchange(),
                HttpStatus.CONFLICT,
                "port-in-use",
                "name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"devargs\": \"\"}",
                "{\"devargs\": \"net_null0 --vdev=net_null1\"}",
                "{\"devargs\": \"net_null0,\"}",
                "{\"devargs\": \"../x\"}",
                "{\"devargs\": \"net_null0,a=b\\nc\"}"
            })
    void malformedDevargsAreABadRequest(String json) {
        problem(post("/api/v1/ports", json), HttpStatus.BAD_REQUEST, "invalid-value", "devargs");
    }

    @Test
    void devargsThatDpdkWouldCutShortAreABadRequest() {
        problem(
                post("/api/v1/ports", "{\"devargs\": \"net_null0,iface=" + "x".repeat(110) + "\"}"),
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                "devargs");
    }

    @Test
    void aNameThatIsNoDeviceNameIsABadRequest() {
        problem(
                api.get().uri("/api/v1/ports/net_null0,x=y").exchange(),
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                "name");
    }
}
