/** What a machine must offer for the service to run well, looked up without DPDK and without a change to the machine. */
@NullMarked
package io.offramp.dataplane.preflight;

import org.jspecify.annotations.NullMarked;
