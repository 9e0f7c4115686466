/** Tests of what is said of losses. */
@NullMarked
package io.offramp.backend.ledger;

import org.jspecify.annotations.NullMarked;
