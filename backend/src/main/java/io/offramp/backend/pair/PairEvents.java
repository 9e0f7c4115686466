package io.offramp.backend.pair;

import io.offramp.backend.event.Author;
import io.offramp.backend.event.EventLog;
import io.offramp.dataplane.Pair;
import io.offramp.dataplane.PairChange;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.TapSpec;
import io.offramp.dataplane.VhostSocket;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Notes what was done to pairs. Called when it is done, whether its caller still waits or not. */
@Component
class PairEvents {
    private final EventLog log;

    PairEvents(EventLog log) {
        this.log = log;
    }

    Pair created(Author author, Pair pair) {
        PairSpec spec = pair.spec();
        TapSpec tap = spec.tap();
        VhostSocket socket = spec.socket();
        String end = tap != null
                ? "tap " + tap.name()
                : socket != null ? "socket " + socket.path() : "vDPA device " + spec.device();
        log.record(
                author,
                "pair.created",
                spec.name(),
                "port %s, %s, backend %s, %d queue%s of %d descriptors"
                        .formatted(
                                spec.port(),
                                end,
                                spec.backend(),
                                spec.queues(),
                                spec.queues() == 1 ? "" : "s",
                                spec.queueSize()));
        return pair;
    }

    PairChange changed(Author author, PairChange done) {
        String name = done.pair().spec().name();
        String operations = done.plan().operations().stream().collect(Collectors.joining(", "));
        switch (done.plan().action()) {
            case CREATE -> created(author, done.pair());
            case CHANGE -> log.record(author, "pair.changed", name, operations);
            case REBUILD -> log.record(author, "pair.rebuilt", name, operations);
            case NOTHING -> {
                // It was as wanted.
            }
        }
        return done;
    }

    void deleted(Author author, String name) {
        log.record(author, "pair.deleted", name, "stopped forwarding, removed what it ended in");
    }
}
