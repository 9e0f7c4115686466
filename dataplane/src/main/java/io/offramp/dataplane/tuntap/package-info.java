/** Tap interfaces of the kernel's tun driver: made through {@code /dev/net/tun}, before any port is attached to them. */
@NullMarked
package io.offramp.dataplane.tuntap;

import org.jspecify.annotations.NullMarked;
