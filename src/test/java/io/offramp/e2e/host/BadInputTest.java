package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.e2e.service.Answer;
import io.offramp.e2e.service.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the running service refuses: by the right status and code, naming the field, and with nothing left behind. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private final HostLab lab = new HostLab(1, "--vdev=net_null0", "--vdev=net_null1");

    @BeforeAll
    void createPair() {
        lab.createPair(0);
    }

    @AfterAll
    void close() {
        lab.close();
    }

    /**
     * A call that is to be refused.
     *
     * @param body with {@code TAKEN} for the name of the pair that exists
     * @param field the field that the answer must name; {@code null}: none
     */
    private record Bad(
            String what,
            String method,
            String path,
            @Nullable String body,
            int status,
            String code,
            @Nullable String field) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Bad pair(String what, String body, int status, String code, @Nullable String field) {
        return new Bad(what, "POST", "/pairs", body, status, code, field);
    }

    /** A pair that would be created but for one more field. */
    private static Bad pairWith(String what, String fields, int status, String code, String field) {
        return pair(what, "{\"name\": \"bad\", \"port\": \"net_null0\", %s}".formatted(fields), status, code, field);
    }

    private static Bad pairNamed(String what, String name) {
        return pair(what, "{\"name\": \"%s\", \"port\": \"net_null0\"}".formatted(name), 400, "invalid-value", "name");
    }

    static Stream<Bad> bad() {
        List<Bad> bad = new ArrayList<>(List.of(
                pair("no such port", "{\"name\": \"bad\", \"port\": \"net_null99\"}", 404, "port-not-found", "port"),
                pair("port in use", "{\"name\": \"bad\", \"port\": \"net_af_packet0\"}", 409, "port-in-use", "port"),
                pair("duplicate name", "{\"name\": \"TAKEN\", \"port\": \"net_null0\"}", 409, "pair-exists", "name"),
                pairWith("name of an interface", "\"tap\": {\"name\": \"lo\"}", 409, "tap-exists", "tap.name"),
                pairWith("name of another's tap", "\"tap\": {\"name\": \"TAKEN\"}", 409, "tap-exists", "tap.name"),
                pair("no name", "{\"port\": \"net_null0\"}", 400, "invalid-value", "name"),
                pair("no port", "{\"name\": \"bad\"}", 400, "invalid-value", "port"),
                pairNamed("name of 16 characters", "abcdefghijklmnop"),
                pairNamed("empty name", ""),
                pairNamed("name with a comma", "bad,path=/etc"),
                pairNamed("name with dots", "../bad"),
                pairNamed("name with a slash", "bad/1"),
                pairNamed("name with a blank", "bad 1"),
                pairNamed("name with a format", "bad%d"),
                pairNamed("name with a line feed", "bad\\n"),
                pairNamed("name with a NUL", "bad\\u0000"),
                pair(
                        "port with arguments",
                        "{\"name\": \"bad\", \"port\": \"net_null0,iface=x\"}",
                        400,
                        "invalid-value",
                        "port"),
                pair("port with dots", "{\"name\": \"bad\", \"port\": \"../net_null0\"}", 400, "invalid-value", "port"),
                pairWith(
                        "tap name of 16 characters",
                        "\"tap\": {\"name\": \"abcdefghijklmnop\"}",
                        400,
                        "invalid-value",
                        "tap.name"),
                pairWith(
                        "tap name with a comma",
                        "\"tap\": {\"name\": \"x,path=/etc/p\"}",
                        400,
                        "invalid-value",
                        "tap.name"),
                pairWith("tap name with dots", "\"tap\": {\"name\": \"..\"}", 400, "invalid-value", "tap.name"),
                pairWith("MAC too short", "\"tap\": {\"mac\": \"02:00:00:00:01\"}", 400, "invalid-value", "tap.mac"),
                pairWith(
                        "MAC of letters", "\"tap\": {\"mac\": \"0g:00:00:00:00:01\"}", 400, "invalid-value", "tap.mac"),
                pairWith("multicast MAC", "\"tap\": {\"mac\": \"01:00:5e:00:00:01\"}", 400, "invalid-value", "tap.mac"),
                pairWith("MAC of zeroes", "\"tap\": {\"mac\": \"00:00:00:00:00:00\"}", 400, "invalid-value", "tap.mac"),
                pairWith(
                        "MAC and more",
                        "\"tap\": {\"mac\": \"02:00:00:00:00:01,iface=x\"}",
                        400,
                        "invalid-value",
                        "tap.mac"),
                pairWith(
                        "address without a prefix",
                        "\"tap\": {\"addresses\": [\"198.18.255.1\"]}",
                        400,
                        "invalid-value",
                        "tap.addresses[0]"),
                pairWith(
                        "second address malformed",
                        "\"tap\": {\"addresses\": [\"198.18.255.1/24\", \"198.18.255.300/24\"]}",
                        400,
                        "invalid-value",
                        "tap.addresses[1]"),
                pairWith(
                        "prefix of 33",
                        "\"tap\": {\"addresses\": [\"198.18.255.1/33\"]}",
                        400,
                        "invalid-value",
                        "tap.addresses[0]"),
                pairWith(
                        "IPv6 prefix of 129",
                        "\"tap\": {\"addresses\": [\"2001:db8::1/129\"]}",
                        400,
                        "invalid-value",
                        "tap.addresses[0]"),
                pairWith(
                        "IPv6 with two gaps",
                        "\"tap\": {\"addresses\": [\"2001::db8::1/64\"]}",
                        400,
                        "invalid-value",
                        "tap.addresses[0]"),
                pairWith("MTU of 67", "\"tap\": {\"mtu\": 67}", 400, "invalid-value", "tap.mtu"),
                pairWith("MTU of 9711", "\"tap\": {\"mtu\": 9711}", 400, "invalid-value", "tap.mtu"),
                pairWith("MTU that no mbuf holds", "\"tap\": {\"mtu\": 9000}", 422, "mtu-unsupported", "tap.mtu"),
                pairWith("namespace with a path", "\"tap\": {\"netns\": \"../x\"}", 400, "invalid-value", "tap.netns"),
                pairWith("namespace", "\"tap\": {\"netns\": \"x\"}", 422, "netns-not-found", "tap.netns"),
                pairWith("queue size of 1000", "\"queueSize\": 1000", 400, "invalid-value", "queueSize"),
                pairWith("queue size of 32", "\"queueSize\": 32", 400, "invalid-value", "queueSize"),
                pairWith("queue size of 65536", "\"queueSize\": 65536", 400, "invalid-value", "queueSize"),
                pairWith("negative queue size", "\"queueSize\": -1024", 400, "invalid-value", "queueSize"),
                pairWith("queue size in words", "\"queueSize\": \"big\"", 400, "invalid-value", "queueSize"),
                pairWith("no queue", "\"queues\": 0", 400, "invalid-value", "queues"),
                pairWith("9 queues", "\"queues\": 9", 400, "invalid-value", "queues"),
                pairWith("a backend that is none", "\"backend\": \"KNI\"", 400, "invalid-value", "backend"),
                pairWith("unknown field", "\"colour\": \"blue\"", 400, "unknown-field", "colour"),
                pairWith("unknown field within", "\"tap\": {\"colour\": 1}", 400, "unknown-field", "tap.colour"),
                pair("no JSON", "name=bad&port=net_null0", 400, "malformed-json", null),
                pair("cut JSON", "{\"name\": \"bad\", ", 400, "malformed-json", null),
                new Bad("no body", "POST", "/pairs", null, 400, "missing-body", null),
                pair("an array", "[]", 400, "invalid-value", "body"),
                new Bad("get no pair", "GET", "/pairs/bad", null, 404, "pair-not-found", null),
                new Bad("delete no pair", "DELETE", "/pairs/bad", null, 404, "pair-not-found", null),
                new Bad("delete a pair of 16", "DELETE", "/pairs/abcdefghijklmnop", null, 400, "invalid-value", "name"),
                new Bad("get no port", "GET", "/ports/net_null99", null, 404, "port-not-found", null),
                new Bad("unplug no port", "DELETE", "/ports/net_null99", null, 404, "port-not-found", null),
                new Bad("unplug a port in use", "DELETE", "/ports/net_af_packet0", null, 409, "port-in-use", null),
                new Bad(
                        "plug a port twice",
                        "POST",
                        "/ports",
                        "{\"devargs\": \"net_null0\"}",
                        409,
                        "port-exists",
                        "devargs"),
                new Bad(
                        "plug no driver",
                        "POST",
                        "/ports",
                        "{\"devargs\": \"net_nosuch0\"}",
                        400,
                        "invalid-value",
                        "devargs"),
                new Bad(
                        "plug an interface that is not there",
                        "POST",
                        "/ports",
                        "{\"devargs\": \"net_af_packet9,iface=nosuch0\"}",
                        422,
                        "device-refused",
                        "devargs"),
                new Bad(
                        "plug a second line",
                        "POST",
                        "/ports",
                        "{\"devargs\": \"net_null9\\n--foo\"}",
                        400,
                        "invalid-value",
                        "devargs"),
                new Bad("plug nothing", "POST", "/ports", "{\"devargs\": \"\"}", 400, "invalid-value", "devargs"),
                new Bad("get no tap", "GET", "/taps/bad", null, 404, "tap-not-found", null),
                new Bad("get an interface that is no tap of ours", "GET", "/taps/lo", null, 404, "tap-not-found", null),
                new Bad(
                        "change an interface that is no tap of ours",
                        "PATCH",
                        "/taps/lo",
                        "{\"up\": false}",
                        404,
                        "tap-not-found",
                        null),
                new Bad("change to MTU 1", "PATCH", "/taps/TAKEN", "{\"mtu\": 1}", 400, "invalid-value", "mtu"),
                new Bad(
                        "change to an MTU that no mbuf holds",
                        "PATCH",
                        "/taps/TAKEN",
                        "{\"mtu\": 9000}",
                        422,
                        "mtu-unsupported",
                        "mtu"),
                new Bad(
                        "change to an address malformed",
                        "PATCH",
                        "/taps/TAKEN",
                        "{\"addresses\": [\"nonsense\"]}",
                        400,
                        "invalid-value",
                        "addresses[0]"),
                new Bad(
                        "change an unknown field",
                        "PATCH",
                        "/taps/TAKEN",
                        "{\"colour\": 1}",
                        400,
                        "unknown-field",
                        "colour"),
                new Bad(
                        "counters every millisecond",
                        "GET",
                        "/counters/stream?interval=PT0.001S",
                        null,
                        400,
                        "invalid-value",
                        "interval"),
                new Bad("nothing there", "GET", "/nothing", null, 404, "not-found", null)));
        if (Files.notExists(Path.of("/dev/vhost-net"))) {
            bad.add(pairWith(
                    "vhost-net where there is none",
                    "\"backend\": \"VHOST_NET\"",
                    422,
                    "backend-unavailable",
                    "backend"));
        }
        return bad.stream();
    }

    @ParameterizedTest
    @MethodSource
    void bad(Bad bad) {
        String before = whatIsThere();
        String body = bad.body == null ? null : bad.body.replace("TAKEN", lab.name(0));
        Answer answer = lab.service().http().call(bad.method, bad.path.replace("TAKEN", lab.name(0)), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(bad.status);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asString()).as(answer.text()).isEqualTo(bad.code);
        assertThat(problem.path("status").asInt()).isEqualTo(bad.status);
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("remedy").asString()).isNotBlank();
        if (bad.field != null) {
            assertThat(problem.path("errors"))
                    .as(answer.text())
                    .anySatisfy(
                            error -> assertThat(error.path("field").asString()).isEqualTo(bad.field));
        }
        assertThat(whatIsThere()).isEqualTo(before);
    }

    @Test
    void allFieldsThatAreWrongAreNamedAtOnce() {
        Answer answer = lab.service()
                .http()
                .call(
                        "POST",
                        "/pairs",
                        "{\"name\": \"\", \"port\": \",\", \"queueSize\": 3, \"tap\": {\"mac\": \"x\", \"mtu\": 1}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .contains("name", "port", "queueSize", "tap.mac", "tap.mtu");
    }

    @Test
    void withoutTheTokenNothingButTheHealthIsTold() {
        Http http = lab.service().http();
        for (String path : List.of("/host", "/ports", "/pairs", "/taps", "/counters", "/counters/stream")) {
            assertThat(http.send(http.request("GET", path, null)).status())
                    .as(path)
                    .isEqualTo(401);
        }
        Answer wrong = http.send(http.request("POST", "/pairs", "{\"name\": \"bad\", \"port\": \"net_null0\"}")
                .header("Authorization", "Bearer " + "x".repeat(http.token().length())));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("code").asString()).isEqualTo("unauthorized");
        assertThat(wrong.text()).doesNotContain(http.token());
        assertThat(http.call("GET", "/pairs/bad", null).status()).isEqualTo(404);
    }

    @Test
    void aBodyThatIsNotSaidToBeJsonIsRefused() {
        Http http = lab.service().http();
        Answer answer = http.send(http.request("POST", "/pairs", "{\"name\": \"bad\", \"port\": \"net_null0\"}")
                .header("Authorization", "Bearer " + http.token())
                .setHeader("Content-Type", "text/plain"));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("code").asString()).isEqualTo("unsupported-media-type");
    }

    @Test
    void theServiceListensOnLoopbackOnly() {
        assertThat(lab.machine()
                        .sh("ss -Hltnp | grep 'pid=%d,' | awk '{ print $4 }'"
                                .formatted(lab.service().process().pid())))
                .isNotEmpty()
                .satisfies(listeners -> assertThat(listeners.lines())
                        .allMatch(listener -> Map.of("127.0.0.1", true, "[::ffff:127.0.0.1]", true)
                                .containsKey(listener.replaceFirst(":[0-9]+$", ""))));
    }

    /** Everything that a call could leave behind. */
    private String whatIsThere() {
        return lab.machine().sh("""
                        ip -br link show type tun | awk '{ print $1, $2, $3 }'
                        ip -br address show dev %s
                        find '%s' -type f | sort
                        """.formatted(lab.name(0), lab.service().stateDirectory()))
                + lab.service().http().call("GET", "/pairs", null).text()
                + lab.service()
                        .http()
                        .call("GET", "/ports", null)
                        .json()
                        .valueStream()
                        .map(port -> port.path("name"))
                        .toList();
    }
}
