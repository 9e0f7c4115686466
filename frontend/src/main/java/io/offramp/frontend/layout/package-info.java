/** The frame around every page. */
@NullMarked
package io.offramp.frontend.layout;

import org.jspecify.annotations.NullMarked;
