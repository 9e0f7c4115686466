package io.offramp.backend.dataplane;

import io.offramp.dataplane.Dataplane;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DataplaneConfiguration {

    /** Opened before the web server listens; closed after it has answered its last request, as beans outlive lifecycles. */
    @Bean(destroyMethod = "close")
    Dataplane dataplane(DataplaneProperties properties) {
        return Dataplane.open(properties.toConfig());
    }
}
