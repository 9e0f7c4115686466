package io.offramp.backend.event;

import io.offramp.backend.storage.StateDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

@Configuration(proxyBeanMethods = false)
class EventConfiguration implements WebFluxConfigurer {

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new AuthorResolver());
    }

    /** Outlives the dataplane, which tells of its end. */
    @Bean(destroyMethod = "close")
    EventLog eventLog(StateDirectory directory) {
        return new EventLog(new EventFile(directory.path()));
    }
}
