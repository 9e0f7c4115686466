package io.offramp.backend.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offramp.backend.BackendApplication;
import io.offramp.dataplane.Dataplane;
import io.offramp.dataplane.DataplaneException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

@ExtendWith(OutputCaptureExtension.class)
class DataplaneFailureAnalyzerTest {

    static class WithoutDpdk {
        @Bean
        Dataplane dataplane() {
            throw new DataplaneException(
                    DataplaneException.Code.LIBRARY_MISSING, null, "No DPDK library was found.", "apt install dpdk");
        }
    }

    @Test
    void aDataplaneThatDoesNotOpenEndsTheStartWithItsReasonAndRemedy(@TempDir Path state, CapturedOutput output) {
        SpringApplication application = new SpringApplication(BackendApplication.class, WithoutDpdk.class);

        assertThatThrownBy(() -> application.run(
                        "--spring.main.allow-bean-definition-overriding=true",
                        "--server.port=0",
                        "--offramp.state-directory=" + state))
                .rootCause()
                .isInstanceOf(DataplaneException.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .containsPattern("Description:\\s+No DPDK library was found\\.")
                .containsPattern("Action:\\s+apt install dpdk")
                .doesNotContain("\tat ")
                .doesNotContain("UnsatisfiedDependencyException");
    }
}
