package io.offramp.backend.port;

import io.offramp.backend.validation.Patterns;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "A device to hot-plug.")
record PortRequest(
        @Schema(
                description = "As in EAL's --vdev or --allow: a device name, then its arguments, comma-separated.",
                example = "net_af_packet0,iface=eth1",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotNull(message = "is required")
        @Pattern(regexp = Patterns.DEVARGS, message = Patterns.DEVARGS_MESSAGE)
        // DPDK cuts longer ones short without a word (EAL_DEV_MP_DEV_ARGS_MAX_LEN is 128, "vdev:" and NUL included).
        @Size(max = 122, message = "must not be longer than 122 characters")
        String devargs,

        @Schema(
                description =
                        "Whether a NIC that a driver of the kernel has is bound to vfio-pci first. DELETE gives it back.",
                defaultValue = "false")
        @Nullable
        Boolean bind) {

    boolean binds() {
        return Boolean.TRUE.equals(bind);
    }
}
