/** The taps of the pairs: list and change. */
@NullMarked
package io.offramp.backend.tap;

import org.jspecify.annotations.NullMarked;
