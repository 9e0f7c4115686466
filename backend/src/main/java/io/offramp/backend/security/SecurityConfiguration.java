package io.offramp.backend.security;

import io.offramp.backend.problem.ProblemWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
    private static final String CHALLENGE = "Bearer realm=\"offramp\"";

    @Bean
    ReactiveAuthenticationManager operatorAuthenticationManager(SecurityProperties properties) {
        String configured = properties.security().operatorToken();
        return new OperatorAuthenticationManager(
                configured != null ? configured : new OperatorTokenFile(properties.stateDirectory()).readOrCreate());
    }

    @Bean
    SecurityWebFilterChain apiSecurity(
            ServerHttpSecurity http, ReactiveAuthenticationManager operator, ProblemWriter problems) {
        return http.authorizeExchange(exchange -> exchange
                        // Health is for load balancers and launchers; the document and its page hold no data:
                        // docs/decisions/0005.
                        .pathMatchers(HttpMethod.GET, "/actuator/health")
                        .permitAll()
                        .pathMatchers(
                                HttpMethod.GET,
                                "/v3/api-docs",
                                "/v3/api-docs.yaml",
                                "/v3/api-docs/swagger-config",
                                "/swagger-ui.html",
                                "/swagger-ui/**")
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .addFilterAt(bearer(operator, problems), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                        (exchange, _) -> problems.writeUnauthorized(exchange, CHALLENGE)))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .build();
    }

    @Bean
    ServerExchangeRejectedHandler rejectedHandler(ProblemWriter problems) {
        return (exchange, _) -> problems.writeMalformed(exchange);
    }

    private static AuthenticationWebFilter bearer(ReactiveAuthenticationManager operator, ProblemWriter problems) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(operator);
        filter.setServerAuthenticationConverter(exchange -> Mono.justOrEmpty(BearerToken.of(exchange.getRequest()))
                .map(token -> UsernamePasswordAuthenticationToken.unauthenticated("operator", token)));
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        ServerAuthenticationEntryPoint invalid =
                (exchange, _) -> problems.writeUnauthorized(exchange, CHALLENGE + ", error=\"invalid_token\"");
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(invalid));
        return filter;
    }
}
