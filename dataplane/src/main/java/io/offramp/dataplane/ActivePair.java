package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.forward.ExceptionPath;
import io.offramp.dataplane.netlink.Links;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a pair that was built.
 *
 * @param spec what was asked for, every default filled in
 * @param backend the backend in use
 * @param port the network side
 * @param before what the port was like without a pair
 * @param virtioUser the kernel side
 * @param virtioUserName its device name
 * @param vhostWorkers the thread ids of the kernel's workers on its queues, in order of these; empty where there are none
 * @param tap where its tap is; {@code null} when it has none
 * @param path what the pollers forward
 * @param lcores the lcores that forward it
 * @param conditions those that were known when it was built
 * @param followed how far the port follows the tap
 * @param undo takes it apart, save for a tap that persists
 */
record ActivePair(
        PairSpec spec,
        Backend backend,
        EthPort port,
        PortBefore before,
        EthPort virtioUser,
        String virtioUserName,
        List<Integer> vhostWorkers,
        @Nullable TapPlace tap,
        ExceptionPath path,
        List<Integer> lcores,
        List<Condition> conditions,
        Followed followed,
        Undo undo) {

    /**
     * Where a tap is.
     *
     * @param links the interfaces of its network namespace
     * @param ifindex its interface index
     */
    record TapPlace(Links links, int ifindex) {}

    /** The interfaces of the tap's network namespace. */
    Links links() {
        return requireTap().links();
    }

    /** The tap's interface index. */
    int ifindex() {
        return requireTap().ifindex();
    }

    private TapPlace requireTap() {
        return Objects.requireNonNull(tap, "the pair has no tap");
    }

    int mtu() {
        return Objects.requireNonNull(spec.requireTap().mtu());
    }

    String name() {
        return spec.name();
    }

    String tapName() {
        return spec.tapName();
    }

    ActivePair with(PairSpec changed) {
        return new ActivePair(
                changed,
                backend,
                port,
                before,
                virtioUser,
                virtioUserName,
                vhostWorkers,
                tap,
                path,
                lcores,
                conditions,
                followed,
                undo);
    }
}
