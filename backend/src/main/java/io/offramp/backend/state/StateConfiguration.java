package io.offramp.backend.state;

import io.offramp.backend.event.EventLog;
import io.offramp.backend.storage.StateDirectory;
import io.offramp.dataplane.PairStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StateConfiguration {

    @Bean
    PairStore pairStore(StateDirectory directory, EventLog events) {
        return PairDocuments.open(directory.path(), events::record);
    }
}
