/**
 * Control of kernel interfaces through rtnetlink: {@link io.offramp.dataplane.netlink.Links} asks and changes, records
 * carry what the kernel answered. libnl-route-3 builds and parses the messages; no other program is run.
 */
@NullMarked
package io.offramp.dataplane.netlink;

import org.jspecify.annotations.NullMarked;
