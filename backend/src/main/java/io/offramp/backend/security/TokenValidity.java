package io.offramp.backend.security;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** For answers that go on and on: a token is looked at when the call begins, but it may cease to count before the call ends. */
@Component
public class TokenValidity {
    private final Tokens tokens;

    TokenValidity(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Ends a stream when its caller's token is deleted or expires.
     *
     * @param stream what is subscribed to in a call's context
     * @param <T> what it consists of
     * @return the stream, which then completes
     */
    public <T> Flux<T> limit(Flux<T> stream) {
        return stream.takeUntilOther(ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .flatMap(caller -> tokens.end(caller.getName())));
    }
}
