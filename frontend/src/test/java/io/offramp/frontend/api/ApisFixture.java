package io.offramp.frontend.api;

import org.springframework.web.reactive.function.client.WebClient;

/** The API's client without an application around it. */
public final class ApisFixture {
    private ApisFixture() {}

    /**
     * A client as the application has it.
     *
     * @param properties where the service is
     * @return the client
     */
    public static Apis of(ApiProperties properties) {
        return new Apis(WebClient.builder(), properties);
    }
}
