package io.offramp.frontend.api;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service is.
 *
 * @param apiUrl the address of the API for this process, without a slash at its end
 * @param publicApiUrl the address of the API for browsers and shells of the operators, when that is another
 * @param apiSslBundle the SSL bundle ({@code spring.ssl.bundle}) whose trust store vouches for the service's certificate, when it
 *     is not one that Java trusts
 */
@Validated
@ConfigurationProperties("offramp")
public record ApiProperties(
        @DefaultValue("http://127.0.0.1:8080") @Pattern(regexp = ADDRESS, message = MESSAGE)
        String apiUrl,

        @Nullable @Pattern(regexp = ADDRESS, message = MESSAGE)
        String publicApiUrl,

        @Nullable String apiSslBundle) {

    private static final String ADDRESS = "https?://[^/\\s]+(/[^\\s]*[^/\\s])?";
    private static final String MESSAGE = "must be an http or https address without a slash at its end";

    /**
     * The address of the API for whoever sits before the page.
     *
     * @return {@code publicApiUrl}, or {@code apiUrl} where that is not set
     */
    public String reachableApiUrl() {
        return publicApiUrl == null ? apiUrl : publicApiUrl;
    }

    /**
     * The page on which the API can be tried.
     *
     * @return its address
     */
    public String swaggerUi() {
        return reachableApiUrl() + "/swagger-ui.html";
    }

    /**
     * The OpenAPI document.
     *
     * @return its address
     */
    public String openApiDocument() {
        return reachableApiUrl() + "/v3/api-docs.yaml";
    }
}
