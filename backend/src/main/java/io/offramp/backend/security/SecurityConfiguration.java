package io.offramp.backend.security;

import io.github.bucket4j.TimeMeter;
import io.offramp.backend.event.EventLog;
import io.offramp.backend.problem.ProblemWriter;
import io.offramp.backend.storage.StateDirectory;
import io.offramp.dataplane.Event;
import io.offramp.dataplane.Event.Severity;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Every request but that for the health needs a token; whatever changes something needs an operator's. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
    /** The OpenAPI document and Swagger UI, which people open in a browser: docs/decisions/0007. */
    private static final ServerWebExchangeMatcher DOCUMENTATION = ServerWebExchangeMatchers.pathMatchers(
            "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**");

    @Bean
    Tokens tokens(StateDirectory directory, SecurityProperties security, EventLog events) {
        Clock clock = Clock.systemUTC();
        return new TokenSetup(directory.path(), clock, token -> events.record(made(token)))
                .open(security.operatorToken());
    }

    private static Event made(Token token) {
        return new Event(
                token.createdAt(),
                Severity.INFO,
                Event.Author.SERVICE,
                "token.created",
                token.name(),
                "%s, does not expire: the first one, in the file operator-token".formatted(token.role()));
    }

    @Bean
    ReactiveAuthenticationManager tokenAuthenticationManager(Tokens tokens) {
        return new TokenAuthenticationManager(tokens);
    }

    @Bean
    Refusals tokenRefusals(ProblemWriter problems, EventLog events) {
        return new Refusals(
                problems,
                new FailedSignIns(
                        TimeMeter.SYSTEM_NANOTIME,
                        network -> events.service(
                                Severity.WARNING,
                                "sign-in.limited",
                                "more than %d sign-ins in a minute failed: the next wrong tokens are answered 429"
                                        .formatted(FailedSignIns.A_MINUTE),
                                network)));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter securityHeaders() {
        return new HttpHeaderWriterWebFilter(SecurityHeaders.writer(DOCUMENTATION));
    }

    @Bean
    @Order(1)
    SecurityWebFilterChain documentation(
            ServerHttpSecurity http, ReactiveAuthenticationManager tokens, Refusals refusals) {
        return authenticated(
                        http.securityMatcher(DOCUMENTATION),
                        authentication(tokens, PresentedToken::bearerOrPassword, refusals::wrongTokenOrPassword),
                        refusals::noTokenOrPassword,
                        refusals)
                .authorizeExchange(exchange -> exchange.anyExchange().authenticated())
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain calls(ServerHttpSecurity http, ReactiveAuthenticationManager tokens, Refusals refusals) {
        return authenticated(
                        http,
                        authentication(tokens, PresentedToken::bearer, refusals::wrongToken),
                        refusals::noToken,
                        refusals)
                .authorizeExchange(exchange -> exchange
                        // For load balancers and launchers.
                        .pathMatchers(HttpMethod.GET, "/actuator/health")
                        .permitAll()
                        .pathMatchers("/api/v1/tokens/**")
                        .hasRole(Role.OPERATOR.name())
                        .pathMatchers(HttpMethod.GET)
                        .authenticated()
                        .pathMatchers(HttpMethod.HEAD)
                        .authenticated()
                        .anyExchange()
                        .hasRole(Role.OPERATOR.name()))
                .build();
    }

    /** What Spring's firewall refuses is told to be malformed only to those who have a token. */
    @Bean
    ServerExchangeRejectedHandler rejectedHandler(Tokens tokens, Refusals refusals, ProblemWriter problems) {
        return (exchange, _) -> {
            String presented = PresentedToken.bearer(exchange.getRequest());
            if (presented == null) {
                return refusals.noToken(exchange);
            }
            return tokens.find(presented).isPresent()
                    ? problems.writeMalformed(exchange)
                    : refusals.wrongToken(exchange);
        };
    }

    private static ServerHttpSecurity authenticated(
            ServerHttpSecurity http,
            AuthenticationWebFilter authentication,
            Function<ServerWebExchange, Mono<Void>> noToken,
            Refusals refusals) {
        return http.addFilterAt(authentication, SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint((exchange, _) -> noToken.apply(exchange))
                                .accessDeniedHandler((exchange, _) -> refusals.notAllowed(exchange)))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                // Written for every answer, not only for those of a chain.
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                // A token is in no cookie, and the password that a browser keeps opens pages that change nothing.
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable);
    }

    private static AuthenticationWebFilter authentication(
            ReactiveAuthenticationManager tokens,
            Function<ServerHttpRequest, @Nullable String> presented,
            Function<ServerWebExchange, Mono<Void>> wrongToken) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(tokens);
        filter.setServerAuthenticationConverter(converter(presented));
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        filter.setAuthenticationFailureHandler((failed, _) -> wrongToken.apply(failed.getExchange()));
        return filter;
    }

    private static ServerAuthenticationConverter converter(Function<ServerHttpRequest, @Nullable String> presented) {
        return exchange -> Mono.justOrEmpty(presented.apply(exchange.getRequest()))
                .<Authentication>map(token -> UsernamePasswordAuthenticationToken.unauthenticated("token", token));
    }
}
