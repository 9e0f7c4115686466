package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.forward.ExceptionPath;
import io.offramp.dataplane.netlink.Links;
import java.util.List;
import java.util.Objects;

/**
 * What there is of a pair that was built.
 *
 * @param spec what was asked for, every default filled in
 * @param backend the backend in use
 * @param port the network side
 * @param before what the port was like without a pair
 * @param virtioUser the kernel side
 * @param virtioUserName its device name
 * @param links the interfaces of the tap's network namespace
 * @param ifindex the tap's interface index
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
        Links links,
        int ifindex,
        ExceptionPath path,
        List<Integer> lcores,
        List<Condition> conditions,
        Followed followed,
        Undo undo) {

    int mtu() {
        return Objects.requireNonNull(spec.tap().mtu());
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
                links,
                ifindex,
                path,
                lcores,
                conditions,
                followed,
                undo);
    }
}
