package io.offramp.dataplane;

/** What stands behind the kernel side of a pair. */
public enum Backend {
    /** {@link #VHOST_NET} where {@code /dev/vhost-net} exists, else {@link #TAP} with a condition that says so. */
    AUTO,
    /** A virtio_user port on {@code /dev/vhost-net}: a kernel worker moves whole batches between ring and tap. */
    VHOST_NET,
    /** A virtio_user port on a UNIX socket, behind which another process of this host stands: there is no tap. */
    VHOST_USER,
    /** A {@code net_tap} port: works everywhere, one system call a packet. */
    TAP
}
