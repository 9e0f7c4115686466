/** Ports and the memory that their packets lie in. */
@NullMarked
package io.offramp.dataplane.ethdev;

import org.jspecify.annotations.NullMarked;
