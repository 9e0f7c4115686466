@NullMarked
package io.offramp.backend.counters;

import org.jspecify.annotations.NullMarked;
