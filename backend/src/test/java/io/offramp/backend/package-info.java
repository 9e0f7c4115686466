/** Tests of the backend over HTTP, on a dataplane in memory. */
@NullMarked
package io.offramp.backend;

import org.jspecify.annotations.NullMarked;
