/** What is at the other end of a DPDK port's cable: network namespaces of the machine under test, and their traffic. */
@NullMarked
package io.offramp.e2e.lab;

import org.jspecify.annotations.NullMarked;
