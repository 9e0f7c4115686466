package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** What is meant for DPDK's parser, a shell, a path, a log or the JSON reader is refused before the dataplane hears of it. */
class InjectionTest extends ApiTest {
    /** As they stand in JSON. */
    private static final List<String> ATTACKS = List.of(
            "",
            " ",
            ".",
            "..",
            "-x",
            "x ",
            " x",
            "x,path=/etc/passwd ",
            "x;reboot",
            "x&&reboot",
            "x|reboot",
            "$(reboot)",
            "`reboot`",
            "${jndi:ldap://127.0.0.1/x}",
            "#{7*7}",
            "../../etc/passwd",
            "/etc/passwd",
            "x/../../y",
            "..\\\\..\\\\x",
            "x\\u0000",
            "\\u0000",
            "x\\u0000.conf",
            "x\\r\\nX-Evil: 1",
            "x\\n--vdev=net_null9",
            "x\\ty",
            "x\\u0008",
            "x\\u007f",
            "x\\u0085y",
            "x\\u2028y",
            "%s%n%p",
            "x%00y",
            "x%2e%2e",
            "x'y",
            "x\\\"y",
            "<script>alert(1)</script>",
            "' OR '1'='1",
            "é",
            "ｅｘｃ０",
            "ехс0",
            "exc\\u200b0",
            "\\u202eexc0",
            "\\ufeffexc0",
            "\\ud83d\\ude00",
            "\\ud800",
            "x*",
            "x?y",
            "~root",
            "@x",
            "a".repeat(4096));

    /** A body with the attack in one of its fields, and that field. */
    private record Target(String method, String path, String body, String field) {}

    private static final List<Target> TARGETS = List.of(
            new Target("POST", "/api/v1/pairs", "{\"name\": \"ATTACK\", \"port\": \"net_af_packet0\"}", "name"),
            new Target("POST", "/api/v1/pairs", "{\"name\": \"exc0\", \"port\": \"ATTACK\"}", "port"),
            new Target(
                    "POST",
                    "/api/v1/pairs",
                    "{\"name\": \"exc0\", \"port\": \"net_af_packet0\", \"backend\": \"ATTACK\"}",
                    "backend"),
            new Target(
                    "POST",
                    "/api/v1/pairs",
                    "{\"name\": \"exc0\", \"port\": \"net_af_packet0\", \"backend\": \"VHOST_USER\", "
                            + "\"socket\": \"ATTACK\"}",
                    "socket"),
            new Target(
                    "POST",
                    "/api/v1/pairs",
                    "{\"name\": \"exc0\", \"port\": \"net_af_packet0\", \"backend\": \"VHOST_VDPA\", "
                            + "\"device\": \"ATTACK\"}",
                    "device"),
            new Target(
                    "POST",
                    "/api/v1/pairs",
                    "{\"name\": \"exc0\", \"port\": \"net_af_packet0\", \"backend\": \"VHOST_VDPA\", "
                            + "\"device\": \"/dev/vhost-vdpa-0ATTACK\"}",
                    "device"),
            tap("name", "\"ATTACK\"", "tap.name"),
            tap("mac", "\"ATTACK\"", "tap.mac"),
            tap("mac", "\"02:00:00:00:00:01ATTACK\"", "tap.mac"),
            tap("addresses", "[\"ATTACK\"]", "tap.addresses[0]"),
            tap("addresses", "[\"198.51.100.1/24ATTACK\"]", "tap.addresses[0]"),
            tap("netns", "\"ATTACK\"", "tap.netns"),
            new Target("POST", "/api/v1/ports", "{\"devargs\": \"ATTACK\"}", "devargs"),
            new Target("POST", "/api/v1/ports", "{\"devargs\": \"net_af_packet9,iface=xATTACK,\"}", "devargs"),
            new Target("PATCH", "/api/v1/taps/exc0", "{\"addresses\": [\"ATTACK\"]}", "addresses[0]"),
            new Target("POST", "/api/v1/tokens", "{\"name\": \"ATTACK\", \"role\": \"VIEWER\"}", "name"),
            new Target("POST", "/api/v1/tokens", "{\"name\": \"x\", \"role\": \"ATTACK\"}", "role"),
            new Target(
                    "POST",
                    "/api/v1/tokens",
                    "{\"name\": \"x\", \"role\": \"VIEWER\", \"expiresAt\": \"ATTACK\"}",
                    "expiresAt"));

    private static Target tap(String key, String value, String field) {
        return new Target(
                "POST",
                "/api/v1/pairs",
                "{\"name\": \"exc0\", \"port\": \"net_af_packet0\", \"tap\": {\"%s\": %s}}".formatted(key, value),
                field);
    }

    @AfterEach
    void theDataplaneHeardNothingOfIt() {
        assertThat(fake().calls()).isZero();
        api.get()
                .uri("/api/v1/tokens")
                .exchange()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1);
    }

    static Stream<Target> targets() {
        return TARGETS.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void inAField(Target target) {
        for (String attack : ATTACKS) {
            if (attack.isEmpty() && target.body.matches(".*[0-9]ATTACK.*")) {
                // Nothing behind what is right is right.
                continue;
            }
            EntityExchangeResult<String> answer =
                    send(target.method, target.path, target.body.replace("ATTACK", attack));

            assertThat(answer.getStatus())
                    .as("%s: %s", attack, answer.getResponseBody())
                    .isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            // The JSON reader has no opinion on half of a surrogate pair, or it refuses the body.
            assertThat(answer.getResponseBody())
                    .as(attack)
                    .containsAnyOf("\"field\":\"" + target.field + "\"", "\"code\":\"malformed-json\"");
        }
    }

    static Stream<Arguments> pathVariables() {
        return Stream.of(
                Arguments.of("GET", "/api/v1/pairs/ATTACK"),
                Arguments.of("GET", "/api/v1/pairs/ATTACK/ledger"),
                Arguments.of("DELETE", "/api/v1/pairs/ATTACK"),
                Arguments.of("GET", "/api/v1/ports/ATTACK"),
                Arguments.of("DELETE", "/api/v1/ports/ATTACK"),
                Arguments.of("GET", "/api/v1/taps/ATTACK"),
                Arguments.of("PATCH", "/api/v1/taps/ATTACK"),
                Arguments.of("DELETE", "/api/v1/tokens/ATTACK"))
                .toList()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("pathVariables")
    void inAPathVariable(String method, String path) {
        for (String attack : List.of(
                "%00",
                "x%00",
                "%0d%0aX-Evil:%201",
                "%0a",
                "..",
                "%2e%2e",
                "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "..%5cx",
                "%252e%252e%252f",
                "x%2Cpath=%2Fetc%2Fpasswd",
                "x,path=y",
                "x;y",
                "x%3Breboot",
                "$(reboot)",
                "%24%7Bx%7D",
                "x%20y",
                "%C3%A9",
                "%EF%BD%85xc0",
                "%E2%80%AEexc0",
                "%F0%9F%98%80",
                "%ff",
                "%c0%ae",
                "x%25s",
                "-x",
                "*",
                "a".repeat(2000))) {
            EntityExchangeResult<String> answer = api.method(HttpMethod.valueOf(method))
                    .uri(URI.create("http://127.0.0.1:" + serverPort + path.replace("ATTACK", attack)))
                    .headers(headers -> {
                        if (method.equals("PATCH")) {
                            headers.setContentType(MediaType.APPLICATION_JSON);
                        }
                    })
                    .exchange()
                    .expectBody(String.class)
                    .returnResult();
            assertThat(answer.getStatus())
                    .as("%s: %s", attack, answer.getResponseBody())
                    .isIn(HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.METHOD_NOT_ALLOWED);
            assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "events?limit=ATTACK",
                "events?limit=1ATTACK",
                "events?after=ATTACK",
                "events?after=0ATTACK",
                "events?limit=0",
                "events?limit=1001",
                "events?limit=-1",
                "events?limit=99999999999999999999",
                "events?limit=010",
                "events?limit=%201",
                "events?after=-1",
                "events?after=99999999999999999999",
                "events?limit=1e2",
                "events?after=0x1",
                "pairs/exc0/ledger?seconds=ATTACK",
                "pairs/exc0/ledger?seconds=1ATTACK",
                "pairs/exc0/ledger?seconds=010",
                "pairs/exc0/ledger?seconds=301",
                "pairs/exc0/ledger?seconds=99999999999999999999"
            })
    void inAQuery(String pathAndQuery) {
        for (String attack :
                List.of("..", "%00", "%0d%0aX-Evil:%201", "$(reboot)", "%D9%A1", "%F0%9F%98%80", "' OR '1'='1")) {
            EntityExchangeResult<String> answer = api.get()
                    .uri(URI.create("http://127.0.0.1:" + serverPort + "/api/v1/"
                            + pathAndQuery.replace("ATTACK", attack.replace(" ", "%20"))))
                    .exchange()
                    .expectBody(String.class)
                    .returnResult();
            assertThat(answer.getStatus())
                    .as("%s: %s", attack, answer.getResponseBody())
                    .isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1 OR 1", "99999999999999999999", "0x1", "../../etc/passwd", "1e2"})
    void inTheLastEventId(String id) {
        EntityExchangeResult<String> answer = api.get()
                .uri("/api/v1/events/stream")
                .header("Last-Event-ID", id)
                .exchange()
                .expectBody(String.class)
                .returnResult();
        assertThat(answer.getStatus()).as(answer.getResponseBody()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }

    static Stream<String> bodies() {
        return Stream.of(
                "[".repeat(30_000),
                "{\"tap\":".repeat(4_000),
                "{\"name\": \"a\", \"port\": \"p\", \"tap\": " + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                "{\"name\": \"a\", \"name\": \"b\", \"port\": \"p\"}",
                "{\"name\": \"a\", \"port\": \"p\", \"tap\": {\"mtu\": 1500, \"mtu\": 68}}",
                "{\"name\": \"a\", \"port\": \"p\", \"queues\": 1" + "0".repeat(5_000) + "}",
                "{\"name\": \"a\", \"port\": \"p\", \"queues\": 1e999999999}",
                "{\"name\": \"a\", \"port\": \"p\", \"queues\": 4294967297}",
                "{\"name\": \"a\", \"port\": \"p\", \"queues\": -1}",
                "{\"name\": \"a\", \"port\": \"p\", \"queues\": NaN}",
                "{\"name\": \"a\", \"port\": \"p\", \"queues\": 0x1}",
                "{\"name\": \"a\", \"port\": \"p\", \"tap\": {\"mtu\": 1500.0}}",
                "{\"name\": \"a\", \"port\": \"p\"} {\"name\": \"b\", \"port\": \"p\"}",
                "{\"name\": \"a\", \"port\": \"p\", }",
                "{'name': 'a', 'port': 'p'}",
                "{\"name\": \"a\", \"port\": \"p\"} // comment",
                "{\"@class\": \"java.lang.Runtime\", \"name\": \"a\", \"port\": \"p\"}",
                "{\"__proto__\": {\"x\": 1}, \"name\": \"a\", \"port\": \"p\"}",
                "{\"name\": \"a\u0000\", \"port\": \"p\"}",
                "{\"name\": \"a\n\", \"port\": \"p\"}",
                "\u0000",
                "\uFEFF{",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
                "{\"name\": \"a\", \"port\": \"p\", \"tap\": {\"addresses\": [" + "\"198.51.100.1/24\",".repeat(2_000)
                        + "\"198.51.100.1/24\"]}}",
                "{\"" + "k".repeat(50_000) + "\": 1}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void inTheBody(String body) {
        EntityExchangeResult<String> answer = send("POST", "/api/v1/pairs", body);

        assertThat(answer.getStatus()).as(answer.getResponseBody()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(String.valueOf(answer.getResponseBody()))
                .as("what was sent is not sent back at length")
                .hasSizeLessThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: text/html",
                "Accept: x",
                "Accept: ../../etc/passwd",
                "Accept: application/json;q=9999999999999999999999",
                "Accept: application/json;charset=$(reboot)",
                "Accept: %s%n",
                "Accept: ;;;;",
                "Content-Type: x/y/z",
                "Content-Type: application/json;charset=x",
                "Transfer-Encoding: chunked, x",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "X-Evil: a\u0000b",
                "X-Evil: a\u0001b",
                "X Evil: a",
                "X-Evil\u0000: a"
            })
    void inAHeader(String header) throws IOException {
        assertThat(status(header)).as(header).isIn(400, 406, 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer %00",
                "Authorization: Bearer a-token-for-the-tests\u00e9",
                "Authorization: Bearer ${jndi:ldap://127.0.0.1/x}",
                "Authorization: Bearer ' OR '1'='1",
                "Authorization: Negotiate AAAA"
            })
    void inTheAuthorization(String header) throws IOException {
        assertThat(answer("GET /api/v1/pairs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n"))
                .as(header)
                .startsWith("HTTP/1.1 401");
    }

    private int status(String header) throws IOException {
        String line =
                answer("POST /api/v1/pairs HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + TOKEN
                        + "\r\n"
                        + (header.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n")
                        + (header.matches("(?s)(Content-Length|Transfer).*") ? "" : "Content-Length: 2\r\n")
                        + header
                        + "\r\n\r\n{}");
        return Integer.parseInt(line.split(" ")[1]);
    }

    /** By hand: clients would not send such. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", serverPort)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return String.valueOf(answer.readLine());
        }
    }

    private EntityExchangeResult<String> send(String method, String path, String body) {
        return api.method(HttpMethod.valueOf(method))
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }
}
