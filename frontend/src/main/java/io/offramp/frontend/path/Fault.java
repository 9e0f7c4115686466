package io.offramp.frontend.path;

import io.offramp.client.model.Condition;
import io.offramp.frontend.component.Tone;
import java.util.List;
import java.util.Optional;

/**
 * Where in the drawing a condition belongs. One that is not known here is told beside the drawing like any other.
 *
 * @param place box or arrow
 * @param index which one, from the port on
 * @param tone how bad it is
 * @param state what the box says of it
 */
record Fault(Place place, int index, Tone tone, String state) {
    enum Place {
        BOX,
        ARROW
    }

    static final int PORT = 0;
    static final int POLLER = 1;
    static final int KERNEL_SIDE = 2;
    static final int VHOST = 3;
    static final int TAP = 4;
    static final int LINUX = 5;

    /** In the drawing of a pair on a socket, where it has the tap's place. */
    static final int PEER = 4;

    static List<Fault> of(List<Condition> conditions) {
        return conditions.stream().map(Fault::of).flatMap(Optional::stream).toList();
    }

    private static Optional<Fault> of(Condition condition) {
        return Optional.ofNullable(
                switch (condition.getType()) {
                    case "PortLinkDown" -> new Fault(Place.BOX, PORT, Tone.of(condition), "link down");
                    case "PollerStopped" -> new Fault(Place.BOX, POLLER, Tone.of(condition), "stopped");
                    case "NumaMismatch" -> new Fault(Place.BOX, POLLER, Tone.of(condition), "other NUMA node");
                    case "BackendFallback" -> new Fault(Place.BOX, VHOST, Tone.of(condition), "no vhost-net");
                    case "BackendUnavailable" -> new Fault(Place.BOX, VHOST, Tone.of(condition), "not available");
                    case "NoPeer" -> new Fault(Place.BOX, PEER, Tone.of(condition), "no peer");
                    case "TapGone" -> new Fault(Place.BOX, TAP, Tone.of(condition), "gone");
                    case "TapDown" -> new Fault(Place.BOX, TAP, Tone.of(condition), "down");
                    case "TapNoCarrier" -> new Fault(Place.ARROW, VHOST, Tone.of(condition), "no carrier");
                    case "TapRenamed" -> new Fault(Place.BOX, TAP, Tone.of(condition), "renamed");
                    case "NetnsNotFound" -> new Fault(Place.BOX, TAP, Tone.of(condition), "no namespace");
                    case "PortNotFound" -> new Fault(Place.BOX, PORT, Tone.of(condition), "not there");
                    case "MtuNotFollowed" -> new Fault(Place.BOX, PORT, Tone.of(condition), "MTU refused");
                    case "MacNotFollowed" -> new Fault(Place.BOX, PORT, Tone.of(condition), "MAC refused");
                    case "PromiscuousNeeded" -> new Fault(Place.BOX, PORT, Tone.of(condition), "promiscuous");
                    default -> null;
                });
    }
}
