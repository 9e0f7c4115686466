package io.offramp.backend.storage;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    StateDirectory stateDirectory(StateProperties properties) {
        return new StateDirectory(properties.stateDirectory());
    }
}
