package io.offramp.frontend.api;

import io.offramp.client.ApiClient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webclient.autoconfigure.WebClientSsl;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/** Makes the API's client for a token. Safe for use by any thread. */
@Component
public class Apis {
    private final WebClient webClient;
    private final ApiProperties properties;

    @Autowired
    Apis(WebClient.Builder builder, ApiProperties properties, WebClientSsl bundles) {
        this(
                properties.apiSslBundle() == null
                        ? builder
                        : builder.apply(bundles.fromBundle(properties.apiSslBundle())),
                properties);
    }

    /** On Spring's own codecs: those that the client makes for itself do not read problems. */
    Apis(WebClient.Builder builder, ApiProperties properties) {
        this.webClient = builder.build();
        this.properties = properties;
    }

    /**
     * The API with a token.
     *
     * @param token the bearer token, not checked here
     * @return calls that carry it
     */
    public Api with(String token) {
        ApiClient client = new ApiClient(webClient).setBasePath(properties.apiUrl());
        client.setBearerToken(token);
        return Api.of(client);
    }
}
