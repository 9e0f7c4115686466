package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.Dataplane;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path directory;

    static class InMemory {
        @Bean
        Dataplane dataplane() {
            return new FakeDataplane();
        }
    }

    @Test
    void theApiSpeaksTlsAloneAndTakesUpARenewedCertificate() throws Exception {
        Certificate first = issue("first");
        try (ConfigurableApplicationContext service = start()) {
            int port = Integer.parseInt(service.getEnvironment().getProperty("local.server.port", "0"));

            HttpResponse<String> health = get(port, first, "/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(get(port, first, "/api/v1/pairs").statusCode()).isEqualTo(401);
            assertThat(inPlainText(port)).as("what plain HTTP is answered").doesNotContain("HTTP/");

            Certificate second = issue("second");
            Awaitility.await("the renewed certificate to be shown")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreException(SSLHandshakeException.class)
                    .until(() -> get(port, second, "/actuator/health").statusCode() == 200);
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplication(BackendApplication.class, InMemory.class)
                .run(
                        "--spring.main.allow-bean-definition-overriding=true",
                        "--server.port=0",
                        "--offramp.state-directory=" + TestState.DIRECTORY,
                        "--offramp.security.operator-token=" + ApiTest.TOKEN,
                        "--server.ssl.bundle=api",
                        "--spring.ssl.bundle.pem.api.reload-on-update=true",
                        "--spring.ssl.bundle.watch.file.quiet-period=1s",
                        "--spring.ssl.bundle.pem.api.keystore.certificate=" + directory.resolve("certificate.pem"),
                        "--spring.ssl.bundle.pem.api.keystore.private-key=" + directory.resolve("key.pem"));
    }

    /** Replaces the two PEM files by a key and a certificate of its own. */
    private Certificate issue(String name) throws Exception {
        Path store = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Certificate certificate = keys.getCertificate(name);
        writePem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
        writePem("certificate.pem", "CERTIFICATE", certificate.getEncoded());
        return certificate;
    }

    private void writePem(String file, String label, byte[] content) throws IOException {
        Files.writeString(
                directory.resolve(file),
                "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label));
    }

    /** Over a connection of its own, trusting that certificate alone. */
    private static HttpResponse<String> get(int port, Certificate trusted, String path)
            throws GeneralSecurityException, IOException, InterruptedException {
        KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        authorities.setCertificateEntry("api", trusted);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static String inPlainText(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try (InputStream answer = socket.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
    }
}
