package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.DataplaneException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;

class PairApiTest extends ApiTest {

    @Test
    void nameAndPortSufficeAndTheSpecAnswersWithEveryDefault() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .location("/api/v1/pairs/exc0")
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .json("""
                        {"spec": {"name": "exc0", "port": "net_af_packet0", "backend": "AUTO", "queues": 1, "queueSize": 1024,
                                  "tap": {"name": "exc0", "mac": "02:00:00:00:00:01", "mtu": 1500, "up": true,
                                          "addresses": [], "netns": null, "persistent": true},
                                  "socket": null, "server": null, "device": null},
                         "status": {"state": "FORWARDING", "backend": "VHOST_NET", "virtioUserPort": "virtio_user_exc0",
                                    "lcores": [1], "conditions": [],
                                    "vhostWorkers": [{"queue": 0, "tid": 412, "cpu": 0, "cpus": [0, 1],
                                                      "cpuSeconds": 12.34, "load": 37.5}],
                                    "tap": {"ifindex": 7, "up": true, "carrier": true, "mac": "02:00:00:00:00:01",
                                            "mtu": 1500}}}""", JsonCompareMode.STRICT);
    }

    @Test
    void everyFieldOfTheRequestReachesTheSpec() {
        postPair("""
                {"name": "wan", "port": "net_af_packet1", "backend": "TAP", "queues": 8, "queueSize": 32768,
                 "tap": {"name": "wan0", "mac": "02:00:00:00:00:ff", "mtu": 9710, "up": false,
                         "addresses": ["192.0.2.1/24", "2001:db8::1/64"], "netns": null, "persistent": true}}""").expectStatus().isCreated().expectBody().json("""
                        {"spec": {"name": "wan", "port": "net_af_packet1", "backend": "TAP", "queues": 8, "queueSize": 32768,
                                  "tap": {"name": "wan0", "mac": "02:00:00:00:00:ff", "mtu": 9710, "up": false,
                                          "addresses": ["192.0.2.1/24", "2001:db8::1/64"], "persistent": true}}}""");
    }

    @Test
    void aPairOnASocketHasNoTap() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0", "backend": "VHOST_USER", "socket": "/run/vhost/exc0.sock"}""").expectStatus().isCreated().expectBody().json("""
                        {"spec": {"name": "exc0", "port": "net_af_packet0", "backend": "VHOST_USER", "queues": 1,
                                  "queueSize": 1024, "tap": null, "socket": "/run/vhost/exc0.sock", "server": false,
                                  "device": null},
                         "status": {"state": "FORWARDING", "backend": "VHOST_USER", "virtioUserPort": "virtio_user_exc0",
                                    "lcores": [1], "conditions": [], "tap": null, "vhostWorkers": []}}""", JsonCompareMode.STRICT);
        postPair("""
                {"name": "exc1", "port": "net_af_packet1", "backend": "VHOST_USER", "socket": "/run/vhost/exc0.sock"}""")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("socket-in-use");
    }

    @Test
    void aPairOnAVdpaDeviceHasNoTap() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0", "backend": "VHOST_VDPA", "device": "/dev/vhost-vdpa-0"}""").expectStatus().isCreated().expectBody().json("""
                        {"spec": {"name": "exc0", "backend": "VHOST_VDPA", "tap": null, "socket": null, "server": null,
                                  "device": "/dev/vhost-vdpa-0"},
                         "status": {"state": "FORWARDING", "backend": "VHOST_VDPA", "tap": null, "vhostWorkers": []}}""");
        postPair("""
                {"name": "exc1", "port": "net_af_packet1", "backend": "VHOST_VDPA", "device": "/dev/vhost-vdpa-0"}""")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("device-in-use");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "device; \"backend\": \"VHOST_VDPA\"",
                "device; \"device\": \"/dev/vhost-vdpa-0\"",
                "tap; \"backend\": \"VHOST_VDPA\", \"device\": \"/dev/vhost-vdpa-0\", \"tap\": {}",
                "socket; \"backend\": \"VHOST_VDPA\", \"device\": \"/dev/vhost-vdpa-0\", \"socket\": \"/run/x\"",
                "device; \"backend\": \"VHOST_VDPA\", \"device\": \"/dev/vhost-vdpa-\"",
                "device; \"backend\": \"VHOST_VDPA\", \"device\": \"/dev/vhost-vdpa-0,iface=x\"",
                "device; \"backend\": \"VHOST_VDPA\", \"device\": \"/dev/vhost-net\"",
                "socket; \"backend\": \"VHOST_USER\"",
                "tap; \"backend\": \"VHOST_USER\", \"socket\": \"/run/x\", \"tap\": {}",
                "socket; \"backend\": \"TAP\", \"socket\": \"/run/x\"",
                "server; \"server\": true",
                "socket; \"backend\": \"VHOST_USER\", \"socket\": \"run/x\"",
                "socket; \"backend\": \"VHOST_USER\", \"socket\": \"/run/../etc/x\"",
                "socket; \"backend\": \"VHOST_USER\", \"socket\": \"/run/x,iface=y\"",
                "socket; \"backend\": \"VHOST_USER\", \"socket\": \"/run/x=y\"",
                "socket; \"backend\": \"VHOST_USER\", \"socket\": \"/run/x y\"",
                "socket; \"backend\": \"VHOST_USER\", \"socket\": \"/etc/x\"",
                "socket; \"backend\": \"VHOST_USER\", \"socket\": \"/run/0123456789012345678901234567890123456789"
                        + "012345678901234567890123456789012345678901234567890123456789012\""
            })
    void whatDoesNotGoTogetherIsRefusedAtItsField(String field, String rest) {
        problem(
                postPair("{\"name\": \"exc0\", \"port\": \"net_af_packet0\", %s}".formatted(rest)),
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                field);
        nothingIsLeftBehind();
    }

    @Test
    void aPairThatWasCreatedIsListedReadAndDeleted() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody(Void.class);

        api.get()
                .uri("/api/v1/pairs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$[0].spec.name")
                .isEqualTo("exc0");
        api.get()
                .uri("/api/v1/pairs/exc0")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status.state")
                .isEqualTo("FORWARDING");
        api.delete()
                .uri("/api/v1/pairs/exc0")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();
        problem(api.get().uri("/api/v1/pairs/exc0").exchange(), HttpStatus.NOT_FOUND, "pair-not-found", "name");
    }

    @Test
    void thereIsNoSecondPairOfAName() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody(Void.class);

        problem(postPair("""
                {"name": "exc0", "port": "net_af_packet1"}"""), HttpStatus.CONFLICT, "pair-exists", "name");
    }

    @Test
    void aPortHasOnePair() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody(Void.class);

        problem(postPair("""
                {"name": "exc1", "port": "net_af_packet0"}"""), HttpStatus.CONFLICT, "port-in-use", "port");
    }

    @Test
    void thereIsNoSecondTapOfAName() {
        postPair("""
                {"name": "exc0", "port": "net_af_packet0"}""").expectStatus().isCreated().expectBody(Void.class);

        problem(postPair("""
                {"name": "exc1", "port": "net_af_packet1", "tap": {"name": "exc0"}}"""), HttpStatus.CONFLICT, "tap-exists", "tap.name");
    }

    @Test
    void anUnknownPortIsNotFound() {
        problem(postPair("""
                {"name": "exc0", "port": "0000:84:00.0"}"""), HttpStatus.NOT_FOUND, "port-not-found", "port");
    }

    @Test
    void anotherNetworkNamespaceIsAcceptedAsAFieldAndLeftToTheDataplane() {
        problem(postPair("""
                {"name": "exc0", "port": "net_af_packet0", "tap": {"netns": "blue"}}"""), HttpStatus.UNPROCESSABLE_CONTENT, "netns-not-found", "tap.netns");
    }

    @Test
    void the33rdPortIsRefused() {
        for (int i = 2; i < 32; i++) {
            post("/api/v1/ports", "{\"devargs\": \"net_null%d\"}".formatted(i))
                    .expectStatus()
                    .isCreated()
                    .expectBody(Void.class);
        }

        problem(postPair("""
                {"name": "exc0", "port": "net_af_packet0"}"""), HttpStatus.UNPROCESSABLE_CONTENT, "port-limit");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name          | {"port": "p"}
            name          | {"name": null, "port": "p"}
            name          | {"name": "", "port": "p"}
            name          | {"name": "a-name-of-16-char", "port": "p"}
            name          | {"name": "a,b", "port": "p"}
            name          | {"name": "..", "port": "p"}
            name          | {"name": "0abc", "port": "p"}
            name          | {"name": "a b", "port": "p"}
            name          | {"name": "a%d", "port": "p"}
            name          | {"name": 7, "port": "p"}
            name          | {"name": ["a"], "port": "p"}
            port          | {"name": "a"}
            port          | {"name": "a", "port": ""}
            port          | {"name": "a", "port": "p,path=/etc/passwd"}
            port          | {"name": "a", "port": "84:00.0"}
            port          | {"name": "a", "port": "../p"}
            backend       | {"name": "a", "port": "p", "backend": "KNI"}
            backend       | {"name": "a", "port": "p", "backend": "tap"}
            backend       | {"name": "a", "port": "p", "backend": 1}
            queues        | {"name": "a", "port": "p", "queues": 0}
            queues        | {"name": "a", "port": "p", "queues": 9}
            queues        | {"name": "a", "port": "p", "queues": 1.5}
            queues        | {"name": "a", "port": "p", "queues": "1"}
            queues        | {"name": "a", "port": "p", "queues": 99999999999}
            queueSize     | {"name": "a", "port": "p", "queueSize": 1000}
            queueSize     | {"name": "a", "port": "p", "queueSize": 32}
            queueSize     | {"name": "a", "port": "p", "queueSize": 65536}
            queueSize     | {"name": "a", "port": "p", "queueSize": -1024}
            tap           | {"name": "a", "port": "p", "tap": "exc0"}
            tap.name      | {"name": "a", "port": "p", "tap": {"name": "sixteen-chars-xx"}}
            tap.name      | {"name": "a", "port": "p", "tap": {"name": "x,path=/etc/passwd"}}
            tap.name      | {"name": "a", "port": "p", "tap": {"name": "a/b"}}
            tap.mac       | {"name": "a", "port": "p", "tap": {"mac": "02:00:00:00:00"}}
            tap.mac       | {"name": "a", "port": "p", "tap": {"mac": "02-00-00-00-00-01"}}
            tap.mac       | {"name": "a", "port": "p", "tap": {"mac": "01:00:5e:00:00:01"}}
            tap.mac       | {"name": "a", "port": "p", "tap": {"mac": "00:00:00:00:00:00"}}
            tap.mtu       | {"name": "a", "port": "p", "tap": {"mtu": 67}}
            tap.mtu       | {"name": "a", "port": "p", "tap": {"mtu": 9711}}
            tap.up        | {"name": "a", "port": "p", "tap": {"up": "yes"}}
            tap.addresses | {"name": "a", "port": "p", "tap": {"addresses": "192.0.2.1/24"}}
            tap.addresses | {"name": "a", "port": "p", "tap": {"addresses": ["192.0.2.1/24", "192.0.2.1/24"]}}
            tap.addresses[0] | {"name": "a", "port": "p", "tap": {"addresses": ["192.0.2.300/24"]}}
            tap.addresses[0] | {"name": "a", "port": "p", "tap": {"addresses": ["192.0.2.1/33"]}}
            tap.addresses[0] | {"name": "a", "port": "p", "tap": {"addresses": ["192.0.2.1"]}}
            tap.addresses[1] | {"name": "a", "port": "p", "tap": {"addresses": ["192.0.2.1/24", "2001:db8::1/129"]}}
            tap.addresses[0] | {"name": "a", "port": "p", "tap": {"addresses": [null]}}
            tap.addresses[0] | {"name": "a", "port": "p", "tap": {"addresses": [7]}}
            tap.netns     | {"name": "a", "port": "p", "tap": {"netns": "../x"}}
            """)
    void aMalformedFieldIsNamed(String field, String json) {
        problem(postPair(json), HttpStatus.BAD_REQUEST, "invalid-value", field);
        nothingIsLeftBehind();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mtu          | {"name": "a", "port": "net_af_packet0", "mtu": 1500}
            tap.adresses | {"name": "a", "port": "net_af_packet0", "tap": {"adresses": []}}
            Name         | {"Name": "a", "port": "net_af_packet0"}
            """)
    void anUnknownFieldIsNamed(String field, String json) {
        problem(postPair(json), HttpStatus.BAD_REQUEST, "unknown-field", field);
        nothingIsLeftBehind();
    }

    @Test
    void everyMalformedFieldIsNamedAtOnce() {
        postPair("""
                {"name": "a,b", "queues": 9, "queueSize": 1000, "tap": {"mac": "x", "addresses": ["y"]}}""")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[*].field")
                .value((Iterable<String> fields) -> assertThat(fields)
                        .containsExactly("name", "port", "queueSize", "queues", "tap.addresses[0]", "tap.mac"))
                .jsonPath("$.field")
                .doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"a%2Cb", "%2e%2e%2fx", "sixteen-chars-xx", "a.b", "%00"})
    void aMalformedNameInTheAddressIsABadRequest(String name) {
        api.get()
                .uri(URI.create("http://127.0.0.1:" + serverPort + "/api/v1/pairs/" + name))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(Void.class);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_VALUE, 400, invalid-value",
        "PORT_NOT_FOUND, 404, port-not-found",
        "PAIR_NOT_FOUND, 404, pair-not-found",
        "TAP_NOT_FOUND, 404, tap-not-found",
        "PORT_EXISTS, 409, port-exists",
        "PAIR_EXISTS, 409, pair-exists",
        "TAP_EXISTS, 409, tap-exists",
        "PORT_IN_USE, 409, port-in-use",
        "BACKEND_UNAVAILABLE, 422, backend-unavailable",
        "PORT_LIMIT, 422, port-limit",
        "MEMPOOL_LIMIT, 422, mempool-limit",
        "QUEUES_UNSUPPORTED, 422, queues-unsupported",
        "MTU_UNSUPPORTED, 422, mtu-unsupported",
        "NETNS_NOT_FOUND, 422, netns-not-found",
        "DEVICE_REFUSED, 422, device-refused",
        "NATIVE_FAILURE, 500, native-failure",
        "BUSY, 503, busy",
        "DOWN, 503, down"
    })
    void aRefusalOfTheDataplaneHasItsStatusAndCode(DataplaneException.Code refusal, int status, String code) {
        fake().failWith(FakeDataplane.refuse(refusal, null, "It is so."));

        problem(postPair("""
                {"name": "exc0", "port": "net_af_packet0"}"""), HttpStatus.valueOf(status), code)
                .jsonPath("$.detail")
                .isEqualTo("It is so.")
                .jsonPath("$.remedy")
                .isEqualTo("Do otherwise.");
    }

    @Test
    void aBusyDataplaneSaysWhenToRetry() {
        fake().failWith(FakeDataplane.refuse(DataplaneException.Code.BUSY, null, "Too many commands wait."));

        api.get()
                .uri("/api/v1/pairs")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                .expectHeader()
                .valueEquals("Retry-After", "1")
                .expectBody(Void.class);
    }

    private void nothingIsLeftBehind() {
        api.get().uri("/api/v1/pairs").exchange().expectBody().json("[]");
    }
}
