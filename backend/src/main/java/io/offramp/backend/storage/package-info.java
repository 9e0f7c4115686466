/** The state directory, and files in it that a crash or a power cut cannot halve. All are the owner's alone. */
@NullMarked
package io.offramp.backend.storage;

import org.jspecify.annotations.NullMarked;
