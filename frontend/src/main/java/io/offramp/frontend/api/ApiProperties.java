package io.offramp.frontend.api;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service is.
 *
 * @param apiUrl the address of the API, without a slash at its end
 */
@Validated
@ConfigurationProperties("offramp")
public record ApiProperties(
        @DefaultValue("http://127.0.0.1:8080")
        @Pattern(
                regexp = "https?://[^/\\s]+(/[^\\s]*[^/\\s])?",
                message = "must be an http or https address without a slash at its end")
        String apiUrl) {

    /**
     * The page on which the API can be tried.
     *
     * @return its address
     */
    public String swaggerUi() {
        return apiUrl + "/swagger-ui.html";
    }

    /**
     * The OpenAPI document.
     *
     * @return its address
     */
    public String openApiDocument() {
        return apiUrl + "/v3/api-docs.yaml";
    }
}
