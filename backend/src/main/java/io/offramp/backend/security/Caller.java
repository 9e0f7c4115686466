package io.offramp.backend.security;

import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who makes a call.
 *
 * @param name the name of the token, which is the author of what the call changes
 * @param role the token's role
 */
record Caller(String name, Role role) implements AuthenticatedPrincipal {
    @Override
    public String getName() {
        return name;
    }
}
