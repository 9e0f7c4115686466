/** One pair in detail, and creating one. */
@NullMarked
package io.offramp.frontend.pair;

import org.jspecify.annotations.NullMarked;
