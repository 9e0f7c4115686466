@NullMarked
package io.offramp.backend.history;

import org.jspecify.annotations.NullMarked;
