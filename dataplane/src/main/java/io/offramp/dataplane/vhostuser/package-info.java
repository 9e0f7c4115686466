/** UNIX sockets of vhost-user: their files, the first peer of one that virtio_user serves, and a way out of stalls. */
@NullMarked
package io.offramp.dataplane.vhostuser;

import org.jspecify.annotations.NullMarked;
