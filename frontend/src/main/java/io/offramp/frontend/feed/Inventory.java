package io.offramp.frontend.feed;

import io.offramp.client.model.Check;
import io.offramp.client.model.Event;
import io.offramp.client.model.Host;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairLedger;
import io.offramp.client.model.Poller;
import io.offramp.client.model.Port;
import io.offramp.client.model.Tap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the service has, and what happened.
 *
 * @param host the machine, or null as long as it was not asked
 * @param pairs in order of their names
 * @param ports DPDK's ports, without extended counters
 * @param pollers in the order of their setting
 * @param taps in order of their names
 * @param events the latest, the newest first
 * @param checks of the preflight, in the service's order
 * @param ledgers what became of each pair's packets of late, in words, by the pair's name; of a pair that is new, soon
 */
public record Inventory(
        @Nullable Host host,
        List<Pair> pairs,
        List<Port> ports,
        List<Poller> pollers,
        List<Tap> taps,
        List<Event> events,
        List<Check> checks,
        Map<String, PairLedger> ledgers) {
    /** Before the first answer. */
    static final Inventory UNKNOWN =
            new Inventory(null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

    /**
     * Whether the service was asked at all.
     *
     * @return false before the first answer
     */
    public boolean known() {
        return host != null;
    }

    /**
     * A pair.
     *
     * @param name its name
     * @return nothing when there is none
     */
    public Optional<Pair> pair(String name) {
        return pairs.stream()
                .filter(pair -> pair.getSpec().getName().equals(name))
                .findFirst();
    }

    /**
     * A port.
     *
     * @param name its device name
     * @return nothing when there is none
     */
    public Optional<Port> port(String name) {
        return ports.stream().filter(port -> port.getName().equals(name)).findFirst();
    }

    /**
     * The pollers of a pair.
     *
     * @param pair the pair's name
     * @return those that forward at least a queue of it
     */
    public List<Poller> pollersOf(String pair) {
        return pollers.stream()
                .filter(poller -> poller.getPairs().contains(pair))
                .toList();
    }

    /**
     * What became of a pair's packets of late, in words.
     *
     * @param pair the pair's name
     * @return nothing until it was asked for
     */
    public Optional<PairLedger> ledgerOf(String pair) {
        return Optional.ofNullable(ledgers.get(pair));
    }

    /**
     * A pair's tap.
     *
     * @param pair the pair's name
     * @return nothing when it is gone
     */
    public Optional<Tap> tapOf(String pair) {
        return taps.stream().filter(tap -> tap.getPair().equals(pair)).findFirst();
    }
}
