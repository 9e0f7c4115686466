package io.offramp.dataplane;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Builds again what has come apart or could not be built, at growing intervals. For the control thread alone. */
final class PairHealer {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Until what has gone is looked for again; nothing else tells that it is back. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(2);

    private static final Set<String> CHEAP_TO_LOOK_FOR = Set.of("DeviceLost");

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

        Attempt next(Duration longest) {
            Duration longer = pause.multipliedBy(2);
            return new Attempt(longer.compareTo(longest) < 0 ? longer : longest, System.nanoTime());
        }
    }

    PairHealer(Pairs pairs, Namespaces namespaces) {
        this.pairs = pairs;
        this.namespaces = namespaces;
    }

    /**
     * Tries each pair that needs it and whose time has come.
     *
     * @return the names of those that are whole again
     */
    Set<String> run() {
        Set<String> healed = new HashSet<>();
        leaveLostNamespaces();
        attempts.keySet().retainAll(pairs.names());
        for (Member member : pairs.all()) {
            String name = member.spec().name();
            if (whole(member)) {
                attempts.remove(name);
            } else if (!attempts.containsKey(name) || attempts.get(name).over()) {
                Attempt last = attempts.getOrDefault(name, new Attempt(Duration.ofMillis(500), 0));
                attempts.put(name, last.next(longestWait(member)));
                if (pairs.restore(member)) {
                    healed.add(name);
                }
            }
        }
        return healed;
    }

    private static Duration longestWait(Member member) {
        Condition obstacle = member.obstacle();
        boolean cheap = member.spec().tap() == null || obstacle != null && CHEAP_TO_LOOK_FOR.contains(obstacle.type());
        return cheap ? SHORT_WAIT : LONGEST_WAIT;
    }

    /** All pairs leave before any comes back: they share what is open of a namespace. */
    private void leaveLostNamespaces() {
        for (Member member : pairs.all()) {
            String netns = member.spec().netns();
            if (netns != null && member.active() != null && !namespaces.stands(netns)) {
                pairs.suspend(member, Failures.condition(Namespaces.notFound(netns)));
            }
        }
        namespaces.retain(pairs.netns());
    }

    private static boolean whole(Member member) {
        ActivePair active = member.active();
        if (active == null) {
            return false;
        }
        return active.tap() == null
                ? VhostSockets.whole(active) && VdpaDevices.gone(active.spec()).isEmpty()
                : TapControl.link(active).isPresent();
    }
}
