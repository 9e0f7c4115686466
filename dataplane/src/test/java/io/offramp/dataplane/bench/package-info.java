/** Benchmarks, side by side with DPDK's own forwarder. */
@NullMarked
package io.offramp.dataplane.bench;

import org.jspecify.annotations.NullMarked;
