/** The events: who changed what, and what happened by itself. */
@NullMarked
package io.offramp.frontend.event;

import org.jspecify.annotations.NullMarked;
