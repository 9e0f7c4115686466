/** The ledgers of all pairs, as a snapshot and as a stream. */
@NullMarked
package io.offramp.backend.counters;

import org.jspecify.annotations.NullMarked;
