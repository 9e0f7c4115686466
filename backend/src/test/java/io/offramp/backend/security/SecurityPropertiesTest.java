package io.offramp.backend.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class SecurityPropertiesTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(SecurityProperties.class)
    static class Settings {}

    @Test
    void byDefaultThereIsNoOtherToken() {
        context.run(started ->
                assertThat(started.getBean(SecurityProperties.class)).isEqualTo(new SecurityProperties(null)));
    }

    @Test
    void theTokenDoesNotShowWhenTheSettingsArePrinted() {
        context.withPropertyValues("offramp.security.operator-token=a-token-for-the-tests")
                .run(started -> assertThat(started.getBean(SecurityProperties.class))
                        .asString()
                        .doesNotContain("a-token-for-the-tests"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with blanks in its middle", "ümläüte-in-the-token"})
    void aTokenThatCannotBeIsRefused(String token) {
        context.withPropertyValues("offramp.security.operator-token=" + token)
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("must be a bearer token (RFC 6750) of at least 16 characters"));
    }
}
