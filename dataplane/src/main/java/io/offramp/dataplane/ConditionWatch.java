package io.offramp.dataplane;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes events of the conditions of pairs as they come and go. For the control thread alone. */
final class ConditionWatch {
    private final Events events;
    private Map<String, Set<String>> before = Map.of();

    ConditionWatch(Events events) {
        this.events = events;
    }

    /** Compares the pairs with what they were the last time. */
    void look(Iterable<Pair> pairs) {
        Map<String, Set<String>> now = new HashMap<>();
        for (Pair pair : pairs) {
            String name = pair.spec().name();
            now.put(name, look(pair, before.getOrDefault(name, Set.of())));
        }
        before = now;
    }

    private Set<String> look(Pair pair, Set<String> had) {
        String name = pair.spec().name();
        Set<String> has =
                pair.status().conditions().stream().map(Condition::type).collect(Collectors.toSet());
        for (Condition condition : pair.status().conditions()) {
            if (!had.contains(condition.type())) {
                events.tell(severity(pair.status().state()), condition.type(), name, condition.message());
            }
        }
        Set<String> over = new HashSet<>(had);
        over.removeAll(has);
        over.forEach(type -> events.info(type + "Over", name, "%s is over".formatted(type)));
        return has;
    }

    private static Event.Severity severity(PairState state) {
        return switch (state) {
            case FAILED -> Event.Severity.ERROR;
            case DEGRADED -> Event.Severity.WARNING;
            case CREATING, FORWARDING, REMOVING -> Event.Severity.INFO;
        };
    }
}
