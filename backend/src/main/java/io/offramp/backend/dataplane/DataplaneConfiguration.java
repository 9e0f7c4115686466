package io.offramp.backend.dataplane;

import io.offramp.backend.event.EventLog;
import io.offramp.dataplane.Dataplane;
import io.offramp.dataplane.PairStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DataplaneConfiguration {

    /** Opened before the web server listens; closed after it has answered its last request, as beans outlive lifecycles. */
    @Bean(destroyMethod = "close")
    Dataplane dataplane(DataplaneProperties properties, PairStore store, EventLog events) {
        return Dataplane.open(properties.toConfig(), store, events::record);
    }
}
