/** The built service on this machine's own kernel: namespaces, veth, {@code net_af_packet} and {@code net_tap}. */
@NullMarked
package io.offramp.e2e.host;

import org.jspecify.annotations.NullMarked;
