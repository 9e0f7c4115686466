/** The web server's bounds: what a client may occupy by being slow, or by being many. */
@NullMarked
package io.offramp.backend.server;

import org.jspecify.annotations.NullMarked;
