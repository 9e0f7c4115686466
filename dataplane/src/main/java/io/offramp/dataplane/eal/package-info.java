/** EAL, DPDK's environment abstraction layer: its life from init to clean-up, its arguments, its log, hot-plug. */
@NullMarked
package io.offramp.dataplane.eal;

import org.jspecify.annotations.NullMarked;
