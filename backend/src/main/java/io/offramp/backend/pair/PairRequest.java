package io.offramp.backend.pair;

import io.offramp.backend.problem.RefusalException;
import io.offramp.backend.validation.Patterns;
import io.offramp.backend.validation.PowerOfTwo;
import io.offramp.dataplane.Backend;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.Syntax;
import io.offramp.dataplane.VhostSocket;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

@Schema(description = "A pair to create; only name and port are required.")
record PairRequest(
        @Schema(
                description = "Its name, unique in the service.",
                example = "exc0",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotNull(message = "is required")
        @Pattern(regexp = Patterns.PAIR_NAME, message = Patterns.PAIR_NAME_MESSAGE)
        String name,

        @Schema(
                description = "The device name of its port.",
                example = "net_af_packet0",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @NotNull(message = "is required")
        @Pattern(regexp = Patterns.PORT_NAME, message = Patterns.PORT_NAME_MESSAGE)
        String port,

        @Schema(
                description = "What stands behind the kernel side: AUTO takes vhost-net where /dev/vhost-net exists, "
                        + "else TAP, and then a condition says so. VHOST_USER has another process on a UNIX socket in "
                        + "the tap's place, VHOST_VDPA a vDPA device.",
                defaultValue = "AUTO")
        @Nullable
        Backend backend,

        @Schema(description = "Queue pairs on both sides.", defaultValue = "1", example = "1")
        @Min(value = 1, message = "must be from 1 to 8")
        @Max(value = 8, message = "must be from 1 to 8")
        @Nullable
        Integer queues,

        @Schema(
                description = "Descriptors a queue on both sides, a power of two.",
                defaultValue = "1024",
                example = "1024")
        @Min(value = 64, message = "must be from 64 to 32768")
        @Max(value = 32_768, message = "must be from 64 to 32768")
        @PowerOfTwo
        @Nullable
        Integer queueSize,

        @Schema(description = "The kernel side; none with VHOST_USER and VHOST_VDPA.") @Valid @Nullable
        TapRequest tap,

        @Schema(
                description = "The path of the UNIX socket; required with VHOST_USER, and for it only.",
                example = "/run/vhost/exc0.sock")
        @Pattern(regexp = Patterns.SOCKET_PATH, message = Patterns.SOCKET_PATH_MESSAGE)
        @Size(max = Syntax.SOCKET_PATH_MAX, message = Patterns.SOCKET_LENGTH_MESSAGE)
        @Nullable
        String socket,

        @Schema(
                description =
                        "Whether the pair makes the socket and waits for its peer. Else the peer does, and must be there "
                                + "first. For VHOST_USER only.",
                defaultValue = "false")
        @Nullable
        Boolean server,

        @Schema(
                description = "The character device of the vDPA device; required with VHOST_VDPA, and for it only.",
                example = "/dev/vhost-vdpa-0")
        @Pattern(regexp = Patterns.VDPA_DEVICE, message = Patterns.VDPA_DEVICE_MESSAGE)
        @Nullable
        String device) {
    private static final int DEFAULT_QUEUES = 1;
    private static final int DEFAULT_QUEUE_SIZE = 1024;

    PairSpec toSpec() {
        Backend wanted = Objects.requireNonNullElse(backend, Backend.AUTO);
        refuse(tap != null && !wanted.endsInTap(), "tap", "cannot be had with " + wanted);
        if (wanted == Backend.VHOST_USER) {
            refuse(socket == null, "socket", "is required with VHOST_USER");
        } else {
            refuse(socket != null, "socket", "is for VHOST_USER only");
            refuse(Boolean.TRUE.equals(server), "server", "is for VHOST_USER only");
        }
        if (wanted == Backend.VHOST_VDPA) {
            refuse(device == null, "device", "is required with VHOST_VDPA");
        } else {
            refuse(device != null, "device", "is for VHOST_VDPA only");
        }
        return new PairSpec(
                name,
                port,
                wanted,
                Objects.requireNonNullElse(queues, DEFAULT_QUEUES),
                Objects.requireNonNullElse(queueSize, DEFAULT_QUEUE_SIZE),
                wanted.endsInTap()
                        ? Objects.requireNonNullElse(tap, TapRequest.DEFAULTS).toSpec(name)
                        : null,
                socket == null ? null : new VhostSocket(socket, Boolean.TRUE.equals(server)),
                device);
    }

    private static void refuse(boolean wrong, String field, String rule) {
        if (wrong) {
            throw new RefusalException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-value",
                    field,
                    "%s %s".formatted(field, rule),
                    "Correct %s.".formatted(field));
        }
    }

    /**
     * As {@link #toSpec}, of the pair that the request's path names.
     *
     * @throws DataplaneException when the body names another
     */
    PairSpec toSpecOf(String pair) {
        if (!name.equals(pair)) {
            throw new RefusalException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-value",
                    "name",
                    "the path names the pair %s, the body the pair %s".formatted(pair, name),
                    "Give the same name in both; a pair cannot be renamed.");
        }
        return toSpec();
    }
}
