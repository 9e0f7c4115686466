package io.offramp.backend.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offramp.dataplane.DataplaneConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EnvironmentSettingsTest {
    @Test
    void withoutVariablesTheDefaultsHold() {
        assertThat(EnvironmentSettings.read(environment(Map.of()))).isEqualTo(DataplaneConfig.of());
    }

    @Test
    void variablesAreTakenAsTheServiceTakesThem() {
        DataplaneConfig config = EnvironmentSettings.read(
                environment(Map.of("OFFRAMP_POLLERS_LCORES", "2-3", "OFFRAMP_MEMPOOLS_COUNT", "4")));

        assertThat(config.pollerLcores()).isEqualTo(List.of(2, 3));
        assertThat(config.mempools()).isEqualTo(4);
    }

    @Test
    void whatIsMalformedIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnvironmentSettings.read(environment(Map.of("OFFRAMP_MEMPOOLS_COUNT", "many"))))
                .withMessageContaining("offramp.mempools.count")
                .withMessageContaining("many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnvironmentSettings.read(environment(Map.of("OFFRAMP_POLLERS_LCORES", "one"))))
                .withMessageContaining("offramp.pollers")
                .withMessageContaining("one");
    }

    private static StandardEnvironment environment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return environment;
    }
}
