/** The machine and its DPDK. */
@NullMarked
package io.offramp.backend.host;

import org.jspecify.annotations.NullMarked;
