package io.offramp.backend.event;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells controllers who calls. */
final class AuthorResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Author.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .<Object>map(caller -> author(caller, exchange.getRequest().getRemoteAddress()))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("a change that nobody asked for")));
    }

    private static Author author(Principal caller, @Nullable InetSocketAddress source) {
        InetAddress address = source == null ? null : source.getAddress();
        return new Author(caller.getName(), address == null ? null : address.getHostAddress());
    }
}
