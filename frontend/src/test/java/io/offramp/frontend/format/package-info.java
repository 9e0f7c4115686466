/** Tests of how numbers are written. */
@NullMarked
package io.offramp.frontend.format;

import org.jspecify.annotations.NullMarked;
