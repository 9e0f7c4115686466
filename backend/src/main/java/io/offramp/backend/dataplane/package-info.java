/** The dataplane as a bean: its settings, its life, its health, and its futures as Reactor types. */
@NullMarked
package io.offramp.backend.dataplane;

import org.jspecify.annotations.NullMarked;
