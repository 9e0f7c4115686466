/**
 * The HTTP API of Offramp, packaged by feature: {@code host}, {@code port}, {@code pair}, {@code tap} and {@code counters}
 * hold the calls; {@code dataplane} opens and closes what they call; {@code security}, {@code stream}, {@code state},
 * {@code problem}, {@code validation} and {@code openapi} hold what they share.
 */
@NullMarked
package io.offramp.backend;

import org.jspecify.annotations.NullMarked;
