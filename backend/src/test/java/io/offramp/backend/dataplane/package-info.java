@NullMarked
package io.offramp.backend.dataplane;

import org.jspecify.annotations.NullMarked;
