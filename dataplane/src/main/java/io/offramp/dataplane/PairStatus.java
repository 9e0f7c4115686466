package io.offramp.dataplane;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair as it is.
 *
 * @param state where it is in its life
 * @param backend the backend in use, never {@link Backend#AUTO}, or {@code null} when the pair could not be built
 * @param virtioUserPort the device name of the port made for it ({@code net_tap} ports likewise), or {@code null} when
 *     there is none
 * @param lcores the lcores whose pollers forward for it
 * @param tap the kernel interface, or {@code null} when it is gone or the pair ends in none
 * @param vhostWorkers the kernel's threads on its queues, in order of these; empty with another backend than
 *     {@link Backend#VHOST_NET}, and where they cannot be seen, as in a PID namespace up to Linux 6.3
 * @param conditions what an operator should know; never empty in the states DEGRADED and FAILED
 */
public record PairStatus(
        PairState state,
        @Nullable Backend backend,
        @Nullable String virtioUserPort,
        List<Integer> lcores,
        @Nullable TapLink tap,
        List<VhostWorker> vhostWorkers,
        List<Condition> conditions) {

    /**
     * The kernel interface of a pair, as netlink tells it.
     *
     * @param ifindex its interface index
     * @param up whether it is administratively up ({@code IFF_UP})
     * @param carrier whether the kernel sees a carrier ({@code IFF_LOWER_UP})
     * @param mac its MAC address
     * @param mtu its MTU in bytes
     */
    public record TapLink(int ifindex, boolean up, boolean carrier, String mac, int mtu) {}

    /** Takes copies of the lists. */
    public PairStatus {
        lcores = List.copyOf(lcores);
        vhostWorkers = List.copyOf(vhostWorkers);
        conditions = List.copyOf(conditions);
    }
}
