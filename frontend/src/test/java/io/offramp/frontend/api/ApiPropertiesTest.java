package io.offramp.frontend.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiPropertiesTest {

    @Test
    void linksLeadToTheAddressThatBrowsersReach() {
        ApiProperties behindProxy = new ApiProperties("http://backend:8080", "https://gw1.example/offramp", null);

        assertThat(behindProxy.swaggerUi()).isEqualTo("https://gw1.example/offramp/swagger-ui.html");
        assertThat(behindProxy.openApiDocument()).isEqualTo("https://gw1.example/offramp/v3/api-docs.yaml");
    }

    @Test
    void withoutOneOfTheirOwnBrowsersTakeTheDashboardsAddress() {
        assertThat(new ApiProperties("http://127.0.0.1:8080", null, null).swaggerUi())
                .isEqualTo("http://127.0.0.1:8080/swagger-ui.html");
    }
}
