/**
 * What the rest of Offramp sees of the dataplane: {@link io.offramp.dataplane.Dataplane} and the records it speaks in.
 *
 * <p>The sub-packages are its parts and know nothing of this package: {@code ffm} binds the C libraries, {@code eal},
 * {@code ethdev} and {@code netlink} wrap them in objects, {@code forward} moves the packets.
 */
@NullMarked
package io.offramp.dataplane;

import org.jspecify.annotations.NullMarked;
