/** The built service on a machine, seen through the generated client, and its counters beside DPDK's and the kernel's. */
@NullMarked
package io.offramp.e2e.service;

import org.jspecify.annotations.NullMarked;
