package io.offramp.backend.security;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import reactor.core.publisher.Mono;

/** Knows callers by their tokens. */
final class TokenAuthenticationManager implements ReactiveAuthenticationManager {
    private final Tokens tokens;

    TokenAuthenticationManager(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication caller) {
        return Mono.justOrEmpty(tokens.find(String.valueOf(caller.getCredentials())))
                .map(TokenAuthenticationManager::authenticated)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("No token that counts")));
    }

    private static Authentication authenticated(Token token) {
        return UsernamePasswordAuthenticationToken.authenticated(
                new Caller(token.name(), token.role()),
                "",
                AuthorityUtils.createAuthorityList(token.role().authority()));
    }
}
