package io.offramp.backend.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import reactor.core.publisher.Mono;

/** Knows one caller: the operator, by its token. */
final class OperatorAuthenticationManager implements ReactiveAuthenticationManager {
    private final byte[] token;

    OperatorAuthenticationManager(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<Authentication> authenticate(Authentication caller) {
        byte[] presented = String.valueOf(caller.getCredentials()).getBytes(StandardCharsets.UTF_8);
        // In constant time: an early return would tell how many characters of a guess are right.
        if (!MessageDigest.isEqual(token, presented)) {
            return Mono.error(new BadCredentialsException("The bearer token is not the operator's"));
        }
        return Mono.just(UsernamePasswordAuthenticationToken.authenticated(
                "operator", "", AuthorityUtils.createAuthorityList("ROLE_OPERATOR")));
    }
}
