@NullMarked
package io.offramp.frontend.event;

import org.jspecify.annotations.NullMarked;
