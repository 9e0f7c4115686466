/** The data path: pollers move bursts between the two ports of a pair, both ways. */
@NullMarked
package io.offramp.dataplane.forward;

import org.jspecify.annotations.NullMarked;
