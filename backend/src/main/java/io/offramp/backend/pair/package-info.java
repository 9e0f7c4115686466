/** Pairs: list, create, delete. */
@NullMarked
package io.offramp.backend.pair;

import org.jspecify.annotations.NullMarked;
