package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.AbstractHandlerMethodMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.util.pattern.PathPattern;

/** Nothing but the health answers to somebody without a token, whatever is asked for and however. */
class PortScanTest extends ApiTest {
    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X");
    private static final List<String> GUESSES = List.of(
            "/",
            "/index.html",
            "/favicon.ico",
            "/error",
            "/api",
            "/api/",
            "/api/v1",
            "/api/v1/",
            "/api/v2/pairs",
            "/api/v1/pairs/",
            "/api/v1//pairs",
            "//api/v1/pairs",
            "/api/v1/pairs;x=y",
            "/api/v1/pairs/%2e%2e/host",
            "/api/v1/../v1/pairs",
            "/api/v1/pairs%2Fexc0",
            "/API/V1/PAIRS",
            "/api/v1/pairs?access_token=" + "x",
            "/actuator",
            "/actuator/",
            "/actuator/env",
            "/actuator/prometheus",
            "/actuator/heapdump",
            "/actuator/sbom",
            "/actuator/health/",
            "/actuator/health/dataplane",
            "/actuator/health/liveness",
            "/actuator/health;x=y",
            "/actuator/health/../env",
            "/actuator//health",
            "/v3/api-docs/",
            "/v3/api-docs/group",
            "/v3",
            "/swagger-ui",
            "/swagger-ui/",
            "/swagger-ui/swagger-ui-bundle.js",
            "/swagger-ui/../actuator/env",
            "/webjars/swagger-ui/index.html",
            "/webjars/",
            "/.git/config",
            "/%00",
            "/login",
            "/logout",
            "*");

    @Autowired
    @SuppressWarnings("NullAway.Init") // by Spring
    ApplicationContext context;

    @Test
    void theServicesOwnAddressesAreAmongThoseScanned() {
        assertThat(addresses())
                .contains(
                        "/api/v1/pairs",
                        "/api/v1/pairs/x",
                        "/api/v1/pairs/x/ledger",
                        "/api/v1/tokens",
                        "/api/v1/preflight",
                        "/api/v1/counters/stream",
                        "/api/v1/events",
                        "/api/v1/events/stream",
                        "/actuator/health",
                        "/v3/api-docs",
                        "/v3/api-docs.yaml",
                        "/swagger-ui.html");
    }

    @Test
    void nothingButTheHealthAnswersWithoutAToken() throws IOException {
        List<String> answers = new ArrayList<>();
        for (String address : addresses()) {
            for (String method : METHODS) {
                String status = status(method, address, "");
                boolean health = method.equals("GET") && address.equals("/actuator/health");
                // A method that is none and an address that is none are refused by the HTTP server, without a body.
                if (!status.equals(health ? "200" : "401")) {
                    answers.add(method + " " + address + ": " + status);
                }
            }
        }
        assertThat(answers).isEmpty();
    }

    @Test
    void norWithSomethingThatLooksLikeAToken() throws IOException {
        for (String header : List.of(
                "Authorization: Bearer",
                "Authorization: Digest username=\"operator\"",
                "Authorization: " + TOKEN,
                "X-Authorization: Bearer " + TOKEN,
                "Cookie: token=" + TOKEN,
                "X-Original-URL: /actuator/health",
                "X-Rewrite-URL: /actuator/health",
                "X-HTTP-Method-Override: GET",
                "X-Forwarded-Prefix: /actuator/health",
                "Origin: http://127.0.0.1")) {
            assertThat(status("GET", "/api/v1/pairs", header + "\r\n"))
                    .as(header)
                    .isEqualTo("401");
        }
        assertThat(status("GET", "/api/v1/pairs?access_token=" + TOKEN, "")).isEqualTo("401");
    }

    /** All that is mapped, by whomever, with "x" for each variable; and what a scanner tries. */
    private Set<String> addresses() {
        Set<String> addresses = new LinkedHashSet<>(GUESSES);
        for (AbstractHandlerMethodMapping<?> mapping :
                context.getBeansOfType(AbstractHandlerMethodMapping.class).values()) {
            mapping.getHandlerMethods().keySet().stream()
                    .filter(RequestMappingInfo.class::isInstance)
                    .map(RequestMappingInfo.class::cast)
                    .flatMap(info -> info.getPatternsCondition().getPatterns().stream())
                    .map(PathPattern::getPatternString)
                    .forEach(pattern -> addresses.add(concrete(pattern)));
        }
        context.getBeansOfType(AbstractUrlHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMap().keySet().stream())
                .forEach(pattern -> addresses.add(concrete(pattern.getPatternString())));
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            addresses.add("/" + Long.toString(random.nextLong(Long.MAX_VALUE), 36));
        }
        return addresses;
    }

    private static String concrete(String pattern) {
        return pattern.replaceAll("\\{[^}]*}", "x").replace("**", "x/x").replace("*", "x");
    }

    /** By hand: clients would put the addresses right. */
    private String status(String method, String address, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", serverPort)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((method + " " + address + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers
                                    + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = answer.readLine();
            return line == null ? "closed" : line.split(" ")[1];
        }
    }
}
