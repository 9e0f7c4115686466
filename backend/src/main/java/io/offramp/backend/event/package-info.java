/** Events: what happened to pairs, and who did what. */
@NullMarked
package io.offramp.backend.event;

import org.jspecify.annotations.NullMarked;
