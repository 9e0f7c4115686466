/** DPDK's ports: plugging, unplugging and their counters. */
@NullMarked
package io.offramp.frontend.port;

import org.jspecify.annotations.NullMarked;
