package io.offramp.backend.openapi;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Offramp",
                        version = "1",
                        description =
                                "DPDK exception paths as a service: a pair is a DPDK port and the virtio_user port "
                                        + "created for it, which ends in a kernel tap. Errors are problem details (RFC 9457) with "
                                        + "a `code` and a `remedy`."),
        servers = @Server(url = "/", description = "This service."),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        name = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description =
                "The first token is in the file operator-token in the service's state directory; operators make others.")
class OpenApiConfiguration {

    /** One schema for each enum, not one for each field: else the clients get as many enum types. */
    static {
        ModelResolver.enumsAsRef = true;
    }

    @Bean
    Nullness nullness() {
        return new Nullness();
    }

    @Bean
    RefusalDescriber refusals() {
        return new RefusalDescriber();
    }

    @Bean
    SharedParts sharedParts() {
        return new SharedParts();
    }
}
