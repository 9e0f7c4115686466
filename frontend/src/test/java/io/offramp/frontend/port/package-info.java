/** Tests of the ports page's rules. */
@NullMarked
package io.offramp.frontend.port;

import org.jspecify.annotations.NullMarked;
