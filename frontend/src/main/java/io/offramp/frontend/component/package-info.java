/** Components that several pages use. */
@NullMarked
package io.offramp.frontend.component;

import org.jspecify.annotations.NullMarked;
