package io.offramp.backend.pair;

import io.offramp.backend.condition.ConditionResponse;
import io.offramp.dataplane.Backend;
import io.offramp.dataplane.Pair;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.PairState;
import io.offramp.dataplane.PairStatus;
import io.offramp.dataplane.TapSpec;
import io.offramp.dataplane.VhostSocket;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Pair", description = "A pair: one port and the virtio_user port created for it.")
record PairResponse(Spec spec, Status status) {

    @Schema(name = "PairSpec", description = "What was asked for, every default filled in.")
    record Spec(
            @Schema(description = "Its name.", example = "exc0")
            String name,

            @Schema(description = "The device name of its port.", example = "net_af_packet0")
            String port,

            @Schema(description = "What was asked to stand behind the kernel side.", example = "AUTO")
            Backend backend,

            @Schema(description = "Queue pairs on both sides.", example = "1")
            int queues,

            @Schema(description = "Descriptors a queue on both sides.", example = "1024")
            int queueSize,

            @Schema(description = "The kernel side; null with VHOST_USER and VHOST_VDPA.") @Nullable
            Tap tap,

            @Schema(
                    description = "The path of the UNIX socket; null but with VHOST_USER.",
                    example = "/run/vhost/exc0.sock")
            @Nullable
            String socket,

            @Schema(description = "Whether the pair makes the socket; null but with VHOST_USER.") @Nullable
            Boolean server,

            @Schema(
                    description = "The character device of the vDPA device; null but with VHOST_VDPA.",
                    example = "/dev/vhost-vdpa-0")
            @Nullable
            String device) {}

    @Schema(name = "TapSpec", description = "The tap that was asked for, every default filled in.")
    record Tap(
            @Schema(description = "The kernel interface's name.", example = "exc0") @Nullable
            String name,

            @Schema(description = "Its MAC address.", example = "02:00:00:ab:cd:01") @Nullable
            String mac,

            @Schema(description = "Its MTU in bytes.", example = "1500") @Nullable
            Integer mtu,

            @Schema(description = "Whether it is to be administratively up.")
            boolean up,

            @Schema(description = "Its addresses in CIDR notation.", example = "[\"192.0.2.1/24\"]")
            List<String> addresses,

            @Schema(description = "The named network namespace that it is to live in, if any.") @Nullable
            String netns,

            @Schema(description = "Whether it is to survive the service.")
            boolean persistent) {}

    @Schema(name = "PairStatus", description = "The pair as it is.")
    record Status(
            @Schema(
                    description =
                            "CREATING (its virtio_user port and tap are being made), FORWARDING (packets move both "
                                    + "ways), DEGRADED (something is wrong: a condition says what), FAILED (no packet can move: a "
                                    + "condition says why), REMOVING (it is being taken apart).")
            PairState state,

            @Schema(
                    description = "The backend in use, never AUTO; null when the pair could not be built.",
                    example = "VHOST_NET")
            @Nullable
            Backend backend,

            @Schema(
                    description = "The device name of the port made for it; null when there is none.",
                    example = "virtio_user_exc0")
            @Nullable
            String virtioUserPort,

            @Schema(description = "The lcores whose pollers forward for it.", example = "[1]")
            List<Integer> lcores,

            @Schema(description = "The kernel interface; null when it is gone, and with VHOST_USER and VHOST_VDPA.")
            @Nullable
            TapLink tap,

            @Schema(
                    description =
                            "The kernel's threads that copy between its queues and the tap, in order of the queues. Empty with "
                                    + "another backend than VHOST_NET, and where they cannot be seen (in a PID namespace up to "
                                    + "Linux 6.3).")
            List<VhostWorkerResponse> vhostWorkers,

            @Schema(description = "What an operator should know; never empty in the states DEGRADED and FAILED.")
            List<ConditionResponse> conditions) {}

    @Schema(name = "TapLink", description = "The kernel interface of a pair, as netlink tells it.")
    record TapLink(
            @Schema(description = "Its interface index.", example = "7")
            int ifindex,

            @Schema(description = "Whether it is administratively up (IFF_UP).")
            boolean up,

            @Schema(description = "Whether the kernel sees a carrier (IFF_LOWER_UP).")
            boolean carrier,

            @Schema(description = "Its MAC address.", example = "02:00:00:ab:cd:01")
            String mac,

            @Schema(description = "Its MTU in bytes.", example = "1500")
            int mtu) {}

    static PairResponse from(Pair pair) {
        return new PairResponse(from(pair.spec()), from(pair.status()));
    }

    private static Spec from(PairSpec spec) {
        VhostSocket socket = spec.socket();
        return new Spec(
                spec.name(),
                spec.port(),
                spec.backend(),
                spec.queues(),
                spec.queueSize(),
                spec.tap() == null ? null : from(spec.tap()),
                socket == null ? null : socket.path(),
                socket == null ? null : socket.server(),
                spec.device());
    }

    private static Tap from(TapSpec tap) {
        return new Tap(tap.name(), tap.mac(), tap.mtu(), tap.up(), tap.addresses(), tap.netns(), tap.persistent());
    }

    private static Status from(PairStatus status) {
        PairStatus.TapLink tap = status.tap();
        return new Status(
                status.state(),
                status.backend(),
                status.virtioUserPort(),
                status.lcores(),
                tap == null ? null : new TapLink(tap.ifindex(), tap.up(), tap.carrier(), tap.mac(), tap.mtu()),
                status.vhostWorkers().stream().map(VhostWorkerResponse::from).toList(),
                ConditionResponse.from(status.conditions()));
    }
}
