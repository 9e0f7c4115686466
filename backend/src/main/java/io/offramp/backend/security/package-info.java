/**
 * Who may call: tokens with roles, kept hashed; what a wrong one is answered; and the headers that keep browsers from
 * mischief.
 */
@NullMarked
package io.offramp.backend.security;

import org.jspecify.annotations.NullMarked;
