/** The drawing of an exception path. */
@NullMarked
package io.offramp.frontend.path;

import org.jspecify.annotations.NullMarked;
