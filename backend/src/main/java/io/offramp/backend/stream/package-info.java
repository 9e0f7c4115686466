/** Bounds on answers that go on and on. */
@NullMarked
package io.offramp.backend.stream;

import org.jspecify.annotations.NullMarked;
