package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.forward.ExceptionPath;
import java.util.List;

/**
 * A pair that exists.
 *
 * @param spec what was asked for, every default filled in
 * @param backend the backend in use
 * @param port the network side
 * @param virtioUser the kernel side
 * @param virtioUserName its device name
 * @param ifindex the tap's interface index
 * @param path what the pollers forward
 * @param lcores the lcores that forward it
 * @param conditions those that were known at its creation
 * @param undo takes all of it back
 */
record ActivePair(
        PairSpec spec,
        Backend backend,
        EthPort port,
        EthPort virtioUser,
        String virtioUserName,
        int ifindex,
        ExceptionPath path,
        List<Integer> lcores,
        List<Condition> conditions,
        Undo undo) {

    String name() {
        return spec.name();
    }

    String tapName() {
        String name = spec.tap().name();
        return name == null ? spec.name() : name;
    }

    ActivePair with(TapSpec tap) {
        PairSpec changed = new PairSpec(spec.name(), spec.port(), spec.backend(), spec.queues(), spec.queueSize(), tap);
        return new ActivePair(
                changed, backend, port, virtioUser, virtioUserName, ifindex, path, lcores, conditions, undo);
    }
}
