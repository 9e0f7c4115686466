/** The kernel's side of vhost-net: the threads that carry the packets. */
@NullMarked
package io.offramp.dataplane.vhostnet;

import org.jspecify.annotations.NullMarked;
