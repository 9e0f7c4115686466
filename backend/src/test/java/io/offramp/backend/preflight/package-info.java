@NullMarked
package io.offramp.backend.preflight;

import org.jspecify.annotations.NullMarked;
