/** Tests of the drawing. */
@NullMarked
package io.offramp.frontend.path;

import org.jspecify.annotations.NullMarked;
