package io.offramp.dataplane.tuntap;

/**
 * How an interface of the tun driver was made. The kernel attaches a queue only to an interface of the same kind and with
 * the same answer to {@code multiQueue}, and refuses any other with {@code EINVAL}; {@code vnetHeader} becomes what the
 * last one that was attached asked for.
 *
 * @param tap whether it carries Ethernet frames ({@code IFF_TAP}) and not IP packets ({@code IFF_TUN})
 * @param vnetHeader whether frames carry a {@code struct virtio_net_hdr} ({@code IFF_VNET_HDR})
 * @param multiQueue whether it may have several queues ({@code IFF_MULTI_QUEUE})
 * @param persistent whether it stays when its last queue is closed ({@code TUNSETPERSIST})
 */
public record TapFlags(boolean tap, boolean vnetHeader, boolean multiQueue, boolean persistent) {}
