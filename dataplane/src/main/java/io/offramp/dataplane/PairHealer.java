package io.offramp.dataplane;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Builds again what has come apart or could not be built, at growing intervals. For the control thread alone. */
final class PairHealer {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Pairs pairs;
    private final Namespaces namespaces;
    private final Map<String, Attempt> attempts = new HashMap<>();

    /**
     * @param pause how long after this attempt the next one comes
     * @param at when it was, as {@link System#nanoTime}
     */
    private record Attempt(Duration pause, long at) {
        boolean over() {
            return System.nanoTime() - at >= pause.toNanos();
        }

        Attempt next() {
            Duration longer = pause.multipliedBy(2);
            return new Attempt(longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT, System.nanoTime());
        }
    }

    PairHealer(Pairs pairs, Namespaces namespaces) {
        this.pairs = pairs;
        this.namespaces = namespaces;
    }

    /** Tries each pair that needs it and whose time has come. */
    void run() {
        leaveLostNamespaces();
        attempts.keySet().retainAll(pairs.names());
        for (Member member : pairs.all()) {
            String name = member.spec().name();
            if (whole(member)) {
                attempts.remove(name);
            } else if (!attempts.containsKey(name) || attempts.get(name).over()) {
                Attempt last = attempts.getOrDefault(name, new Attempt(Duration.ofMillis(500), 0));
                attempts.put(name, last.next());
                pairs.restore(member);
            }
        }
    }

    /** All pairs leave before any comes back: they share what is open of a namespace. */
    private void leaveLostNamespaces() {
        for (Member member : pairs.all()) {
            String netns = member.spec().tap().netns();
            if (netns != null && member.active() != null && !namespaces.stands(netns)) {
                pairs.suspend(member, Failures.condition(Namespaces.notFound(netns)));
            }
        }
        namespaces.retain(pairs.netns());
    }

    private static boolean whole(Member member) {
        ActivePair active = member.active();
        return active != null && TapControl.link(active).isPresent();
    }
}
