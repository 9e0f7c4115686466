/** The start page: every path at a glance. */
@NullMarked
package io.offramp.frontend.overview;

import org.jspecify.annotations.NullMarked;
