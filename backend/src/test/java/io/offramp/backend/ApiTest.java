package io.offramp.backend;

import io.offramp.dataplane.Dataplane;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A test over real HTTP against the whole application on a {@link FakeDataplane}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "offramp.security.operator-token=" + ApiTest.TOKEN)
abstract class ApiTest {
    static final String TOKEN = "a-token-for-the-tests";

    /** The client of the operator. */
    WebTestClient api = WebTestClient.bindToServer().build();

    /** The client of somebody without a token. */
    WebTestClient anonymous = WebTestClient.bindToServer().build();

    @LocalServerPort
    int serverPort;

    /** Tests make tokens of their own; none may be left on the machine. */
    @DynamicPropertySource
    static void stateDirectory(DynamicPropertyRegistry settings) {
        settings.add("offramp.state-directory", TestState.DIRECTORY::toString);
    }

    @TestBean
    @SuppressWarnings("NullAway.Init") // by Spring's test context
    Dataplane dataplane;

    static Dataplane dataplane() {
        return new FakeDataplane();
    }

    @BeforeEach
    void connect() {
        fake().reset();
        anonymous = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + serverPort)
                .responseTimeout(Duration.ofSeconds(10))
                // The Swagger UI's script is over the default of 256 KiB. A download that is given up can spoil the
                // next: Spring
                // closes the jar's stream on one thread while another reads it (ResourceHttpMessageWriter, 7.0.10).
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
                .build();
        api = anonymous
                .mutate()
                .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)
                .build();
    }

    FakeDataplane fake() {
        return (FakeDataplane) dataplane;
    }

    WebTestClient.ResponseSpec postPair(String json) {
        return post("/api/v1/pairs", json);
    }

    WebTestClient.ResponseSpec post(String path, String json) {
        return api.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    /** Asserts a whole problem, with no field named. */
    static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec response, HttpStatus status, String code) {
        return response.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("about:blank")
                .jsonPath("$.status")
                .isEqualTo(status.value())
                .jsonPath("$.title")
                .isEqualTo(status.getReasonPhrase())
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.detail")
                .isNotEmpty()
                .jsonPath("$.remedy")
                .isNotEmpty()
                .jsonPath("$.instance")
                .isNotEmpty();
    }

    /** Asserts a whole problem that names one field. */
    static void problem(WebTestClient.ResponseSpec response, HttpStatus status, String code, String field) {
        problem(response, status, code)
                .jsonPath("$.field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }
}
