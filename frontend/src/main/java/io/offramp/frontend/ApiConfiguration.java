package io.offramp.frontend;

import io.offramp.client.ApiClient;
import io.offramp.client.api.HealthApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    /** On Spring's own codecs: those that the client makes for itself do not read problems. */
    @Bean
    ApiClient apiClient(WebClient.Builder builder, ApiProperties properties) {
        return new ApiClient(builder.build()).setBasePath(properties.apiUrl());
    }

    @Bean
    HealthApi healthApi(ApiClient client) {
        return new HealthApi(client);
    }
}
