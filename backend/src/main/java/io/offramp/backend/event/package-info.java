/** Events: what happened by itself, and who changed what. Kept in a bounded file. */
@NullMarked
package io.offramp.backend.event;

import org.jspecify.annotations.NullMarked;
