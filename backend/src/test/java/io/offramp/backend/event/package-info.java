@NullMarked
package io.offramp.backend.event;

import org.jspecify.annotations.NullMarked;
