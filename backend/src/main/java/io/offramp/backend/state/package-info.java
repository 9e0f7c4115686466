/** What the service keeps in its state directory, in a way that a crash or a power cut cannot halve. */
@NullMarked
package io.offramp.backend.state;

import org.jspecify.annotations.NullMarked;
