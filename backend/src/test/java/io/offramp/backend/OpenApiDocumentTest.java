package io.offramp.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest extends ApiTest {
    private static final Path COMMITTED = Path.of("..", "openapi", "openapi.yaml");

    @Test
    void theCommittedDocumentIsTheOneThatIsServed() throws IOException {
        String served = Objects.requireNonNull(api.get()
                .uri("/v3/api-docs.yaml")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, served);
        }
        assertThat(COMMITTED)
                .as(
                        "openapi/openapi.yaml differs from the code: build with -Dopenapi.write=true, look at the diff, commit it")
                .content()
                .isEqualTo(served);
    }
}
