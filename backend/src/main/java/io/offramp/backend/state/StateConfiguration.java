package io.offramp.backend.state;

import io.offramp.backend.event.EventLog;
import io.offramp.dataplane.PairStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StateConfiguration {

    @Bean
    PairStore pairStore(StateProperties properties, EventLog events) {
        return PairDocuments.open(properties.stateDirectory(), events::record);
    }
}
