package io.offramp.backend.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.DataplaneConfig;
import io.offramp.dataplane.IdleStrategy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.core.env.MapPropertySource;

class DataplanePropertiesTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @EnableConfigurationProperties(DataplaneProperties.class)
    static class Settings {}

    @Test
    void withoutSettingsTheDataplanesOwnDefaultsHold() {
        context.run(
                started -> assertThat(started.getBean(DataplaneProperties.class).toConfig())
                        .isEqualTo(DataplaneConfig.of()));
    }

    @Test
    void everySettingReachesTheDataplane() {
        context.withPropertyValues(
                        "offramp.eal.arguments=--no-pci --vdev=net_af_packet0,iface=v0",
                        "offramp.pollers.lcores=2-3",
                        "offramp.pollers.idle-strategy=busy-spin",
                        "offramp.mempools.count=4",
                        "offramp.mempools.mbufs=16383",
                        "offramp.mempools.data-room=9900")
                .run(started -> assertThat(
                                started.getBean(DataplaneProperties.class).toConfig())
                        .isEqualTo(new DataplaneConfig(
                                List.of("--no-pci", "--vdev=net_af_packet0,iface=v0"),
                                List.of(2, 3),
                                IdleStrategy.BUSY_SPIN,
                                4,
                                16_383,
                                9900,
                                64)));
    }

    @Test
    void aYamlNumberIsAnLcore() {
        context.withInitializer(started -> started.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("yaml", Map.of("offramp.pollers.lcores", 1))))
                .run(started -> assertThat(started.getBean(DataplaneProperties.class)
                                .toConfig()
                                .pollerLcores())
                        .containsExactly(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            offramp.eal.arguments=--a "b        | is not closed in
            offramp.pollers.lcores=one          | is no list of lcores
            offramp.pollers.idle-strategy=sleep | IdleStrategy
            offramp.mempools.count=0            | must be from 1 to 16
            offramp.mempools.count=17           | must be from 1 to 16
            offramp.mempools.mbufs=10           | must be from 1023 to 1048575
            offramp.mempools.data-room=2048     | must be from 2176 to 65535 bytes
            """)
    void aSettingThatCannotBeEndsTheStartWithAReason(String setting, String reason) {
        context.withPropertyValues(setting)
                .run(started -> assertThat(started).getFailure().rootCause().hasMessageContaining(reason));
    }
}
