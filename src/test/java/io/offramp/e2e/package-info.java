/** The built service end to end: requests through the generated client, packets through DPDK and the kernel. */
@NullMarked
package io.offramp.e2e;

import org.jspecify.annotations.NullMarked;
