package io.offramp.frontend.feed;

import io.offramp.client.model.Poller;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last five minutes of every poller. Its owner sees to mutual exclusion. */
final class LoadHistory {
    private final Map<Integer, Deque<Load>> loads = new HashMap<>();

    /** Two looks within the same second of the service count once. */
    void add(List<Poller> pollers) {
        for (Poller poller : pollers) {
            Deque<Load> ring = loads.computeIfAbsent(poller.getLcore(), _ -> new ArrayDeque<>());
            Instant time = poller.getTime();
            if (ring.isEmpty() || time.isAfter(ring.getLast().time())) {
                ring.addLast(new Load(time, poller.getLoad()));
            }
            while (ring.size() > History.CAPACITY || ring.getFirst().time().isBefore(time.minus(History.SPAN))) {
                ring.removeFirst();
            }
        }
        loads.keySet().retainAll(pollers.stream().map(Poller::getLcore).toList());
    }

    /** Oldest first. */
    List<Load> of(int lcore) {
        Deque<Load> ring = loads.get(lcore);
        return ring == null ? List.of() : List.copyOf(ring);
    }

    void clear() {
        loads.clear();
    }
}
