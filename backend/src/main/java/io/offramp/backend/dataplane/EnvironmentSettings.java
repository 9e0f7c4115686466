package io.offramp.backend.dataplane;

import io.offramp.dataplane.DataplaneConfig;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;

/** The settings of the dataplane without a Spring context. */
public final class EnvironmentSettings {
    private EnvironmentSettings() {}

    /**
     * The settings that a service would have.
     *
     * @param environment such as the variables {@code OFFRAMP_*} of this process
     * @return the settings, their defaults filled in
     * @throws IllegalArgumentException when one is malformed; the message names it
     */
    public static DataplaneConfig read(ConfigurableEnvironment environment) {
        try {
            return Binder.get(environment)
                    .bindOrCreate("offramp", DataplaneProperties.class)
                    .toConfig();
        } catch (BindException malformed) {
            ConfigurationPropertyName name = malformed.getProperty() == null
                    ? malformed.getName()
                    : malformed.getProperty().getName();
            throw new IllegalArgumentException(
                    "%s: %s"
                            .formatted(
                                    name,
                                    NestedExceptionUtils.getMostSpecificCause(malformed)
                                            .getMessage()),
                    malformed);
        }
    }
}
