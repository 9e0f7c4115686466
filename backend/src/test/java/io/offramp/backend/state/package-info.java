@NullMarked
package io.offramp.backend.state;

import org.jspecify.annotations.NullMarked;
