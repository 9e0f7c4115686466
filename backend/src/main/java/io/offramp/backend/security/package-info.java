/** Who may call: the operator's bearer token. */
@NullMarked
package io.offramp.backend.security;

import org.jspecify.annotations.NullMarked;
