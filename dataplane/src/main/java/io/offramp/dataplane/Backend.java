package io.offramp.dataplane;

/** What stands behind the kernel side of a pair. */
public enum Backend {
    /** {@link #VHOST_NET} where {@code /dev/vhost-net} exists, else {@link #TAP} with a condition that says so. */
    AUTO,
    /** A virtio_user port on {@code /dev/vhost-net}: a kernel worker moves whole batches between ring and tap. */
    VHOST_NET,
    /** A virtio_user port on a UNIX socket, behind which another process of this host stands: there is no tap. */
    VHOST_USER,
    /** A virtio_user port on a vDPA device (vhost-vdpa), hardware or VDUSE, whose rings it has: there is no tap. */
    VHOST_VDPA,
    /** A {@code net_tap} port: works everywhere, one system call a packet. */
    TAP;

    /**
     * What is on the kernel side of its pairs.
     *
     * @return true for a tap; false when something else stands in its place
     */
    public boolean endsInTap() {
        return this != VHOST_USER && this != VHOST_VDPA;
    }
}
