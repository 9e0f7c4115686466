package io.offramp.dataplane;

import io.offramp.dataplane.Event.Author;
import io.offramp.dataplane.Event.Severity;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes events of the conditions of pairs as they come and go. For the control thread alone. */
final class ConditionWatch {
    /** What somebody did to the tap is told as such, with what comes of it. */
    private static final String TAP_DOWN = "TapDown";

    /** What comes about past the service. */
    private static final Set<String> KERNELS = Set.of("TapGone", "TapRenamed", "NetnsNotFound", "DeviceLost", TAP_DOWN);

    private final Events events;
    private Map<String, Set<String>> before = Map.of();
    /** Pairs of which it was told already that they are whole again. */
    private Set<String> healed = Set.of();

    ConditionWatch(Events events) {
        this.events = events;
    }

    /** Compares the pairs with what they were the last time. */
    void look(Iterable<Pair> pairs) {
        Map<String, Set<String>> now = new HashMap<>();
        for (Pair pair : pairs) {
            String name = pair.spec().name();
            now.put(name, look(pair, before.get(name)));
        }
        before = now;
        healed = Set.of();
    }

    /** What is over with these pairs at the next look was told by whoever healed them. */
    void healed(Set<String> pairs) {
        healed = pairs;
    }

    /** @param had the types of its conditions at the last look, or {@code null} when it was not there */
    private Set<String> look(Pair pair, @Nullable Set<String> had) {
        String name = pair.spec().name();
        Set<String> has =
                pair.status().conditions().stream().map(Condition::type).collect(Collectors.toSet());
        for (Condition condition : pair.status().conditions()) {
            boolean told = had != null
                    && (had.contains(condition.type()) || condition.type().equals(TAP_DOWN));
            if (!told) {
                tell(pair.status().state(), name, condition);
            }
        }
        Set<String> over = new HashSet<>(had == null ? Set.of() : had);
        over.removeAll(has);
        over.remove(TAP_DOWN);
        // What gave way to something worse is not healed.
        if (!healed.contains(name) && pair.status().state() != PairState.FAILED) {
            over.forEach(type -> events.info("pair.healed", name, "%s is over".formatted(type)));
        }
        return has;
    }

    private void tell(PairState state, String pair, Condition condition) {
        Author author = KERNELS.contains(condition.type()) ? Author.KERNEL : Author.SERVICE;
        String message = "%s: %s".formatted(condition.type(), condition.message());
        switch (state) {
            case FAILED -> events.tell(Severity.ERROR, author, "pair.failed", pair, message);
            case DEGRADED -> events.tell(Severity.WARNING, author, "pair.degraded", pair, message);
            case CREATING, FORWARDING, REMOVING -> events.tell(Severity.INFO, author, "pair.condition", pair, message);
        }
    }
}
