package io.offramp.backend.port;

import io.offramp.dataplane.Port;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(
        description =
                "What a port is used for: FREE (no pair uses it), PAIRED (the network side of a pair), VIRTIO_USER (made "
                        + "by a pair as its kernel side).")
enum PortRole {
    FREE,
    PAIRED,
    VIRTIO_USER;

    static PortRole from(Port.Role role) {
        return switch (role) {
            case FREE -> FREE;
            case PAIRED -> PAIRED;
            case VIRTIO_USER -> VIRTIO_USER;
        };
    }
}
