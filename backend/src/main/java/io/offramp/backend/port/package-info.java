/** DPDK's ports: list, hot-plug, unplug. */
@NullMarked
package io.offramp.backend.port;

import org.jspecify.annotations.NullMarked;
