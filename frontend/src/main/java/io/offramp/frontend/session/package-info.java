/** Signing in with a token, which stays in the server-side session. */
@NullMarked
package io.offramp.frontend.session;

import org.jspecify.annotations.NullMarked;
