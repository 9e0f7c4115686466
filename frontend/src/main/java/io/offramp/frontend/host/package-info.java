/** The machine and its DPDK. */
@NullMarked
package io.offramp.frontend.host;

import org.jspecify.annotations.NullMarked;
