package io.offramp.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.offramp.client.ApiClient;
import io.offramp.client.api.HealthApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.reactive.function.client.WebClient;

class HealthCheckTest {

    @ParameterizedTest
    @CsvSource({"200, UP, UP", "503, DOWN, DOWN", "200, OUT_OF_SERVICE, DOWN"})
    void theServicesOwnWordCounts(int status, String answer, ServiceHealth expected) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/actuator/health", exchange -> {
            byte[] body = "{\"status\":\"%s\"}".formatted(answer).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.spring-boot.actuator.v3+json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
        try {
            assertThat(check(service.getAddress().getPort()).ask()).isEqualTo(expected);
        } finally {
            service.stop(0);
        }
    }

    @Test
    void aPortThatNobodyListensOnIsUnreachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(check(port).ask()).isEqualTo(ServiceHealth.UNREACHABLE);
    }

    private static HealthCheck check(int port) {
        return new HealthCheck(
                new HealthApi(new ApiClient(WebClient.create()).setBasePath("http://127.0.0.1:" + port)));
    }
}
