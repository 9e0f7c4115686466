package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;

/** What a client sends too much of. */
@ExtendWith(OutputCaptureExtension.class)
class BoundsTest extends ApiTest {

    @Test
    void aBodyOf64KilobytesIsRead() {
        problem(
                postPair("{\"name\": \"" + "a".repeat(65_000) + "\", \"port\": \"p\"}"),
                HttpStatus.BAD_REQUEST,
                "invalid-value",
                "name");
    }

    @Test
    void aLongerOneIsRefused() {
        problem(
                postPair("{\"name\": \"" + "a".repeat(66_000) + "\", \"port\": \"p\"}"),
                HttpStatus.CONTENT_TOO_LARGE,
                "content-too-large");
    }

    /** Its length is not told beforehand: what comes is counted. */
    @Test
    void soIsOneWithoutAnEnd() throws IOException {
        try (Socket socket = open()) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    head("POST", "/api/v1/pairs", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"));
            byte[] chunk = ("400\r\n" + " ".repeat(0x400) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                out.write(chunk);
            }
            assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, 6000, 200", "GET, 9000, 431", "POST, 9000, 431"})
    void headersOf8KilobytesAreRead(String method, int length, int status) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(head(method, "/api/v1/pairs", "X-Long: " + "a".repeat(length) + "\r\n"));
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @ParameterizedTest
    @CsvSource({"3000, 404", "5000, 414"})
    void addressesOf4KilobytesAreRead(int length, int status) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(head("GET", "/api/v1/nothing?" + "a".repeat(length), ""));
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    /** Half a body, then nothing: the connection is not held for ever. */
    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream()
                    .write(head("POST", "/api/v1/pairs", "Content-Type: application/json\r\nContent-Length: 100\r\n"));
            socket.getOutputStream().write("{\"name\": ".getBytes(StandardCharsets.US_ASCII));
            assertThat(statusLine(socket)).startsWith("HTTP/1.1 408 ");
            assertThat(socket.getInputStream().transferTo(OutputStream.nullOutputStream()))
                    .as("the connection is closed after the answer")
                    .isGreaterThan(0);
        }
    }

    /** A client that goes away is nobody's failure: it must not fill the log. */
    @Test
    void aBodyThatIsCutIsNoFailureOfTheService(CapturedOutput output) throws IOException {
        for (int i = 0; i < 3; i++) {
            try (Socket socket = open()) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream()
                        .write(head(
                                "POST", "/api/v1/pairs", "Content-Type: application/json\r\nContent-Length: 100\r\n"));
                socket.getOutputStream().write("{\"name\": ".getBytes(StandardCharsets.US_ASCII));
            }
        }
        api.get().uri("/api/v1/pairs").exchange().expectStatus().isOk().expectBody(Void.class);

        assertThat(output).doesNotContain("POST /api/v1/pairs failed");
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("127.0.0.1", serverPort);
        socket.setSoTimeout(25_000);
        return socket;
    }

    private static byte[] head(String method, String path, String headers) {
        return ("%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n%s\r\n"
                        .formatted(method, path, TOKEN, headers))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String statusLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
