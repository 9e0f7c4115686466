package io.offramp.dataplane;

import io.offramp.dataplane.PairPlan.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what it takes to make one spec of another, with the least disturbance. */
final class PairPlanner {
    private PairPlanner() {}

    /** @param survivor whether the tap is there already, from an earlier life */
    static PairPlan create(PairSpec wanted, boolean survivor) {
        List<String> operations = new ArrayList<>();
        operations.add("start port %s with %s".formatted(wanted.port(), queues(wanted)));
        if (wanted.tap() != null) {
            tap(operations, wanted.tapName(), wanted.tap(), survivor);
        }
        if (wanted.socket() != null) {
            operations.add("%s the socket %s"
                    .formatted(
                            wanted.socket().server() ? "make and serve" : "connect to",
                            wanted.socket().path()));
        }
        if (wanted.device() != null) {
            operations.add("take the vDPA device %s".formatted(wanted.device()));
        }
        operations.add("forward both ways");
        return new PairPlan(Action.CREATE, false, operations);
    }

    private static void tap(List<String> operations, String name, TapSpec tap, boolean survivor) {
        operations.add((survivor ? "attach to the tap %s" : "make the tap %s").formatted(name));
        operations.add("set its MAC address to %s and its MTU to %d".formatted(tap.mac(), tap.mtu()));
        tap.addresses().forEach(address -> operations.add("add the address %s".formatted(address)));
        operations.add(tap.up() ? "set it up" : "leave it down");
    }

    /**
     * Both specs have every default filled in.
     *
     * @param forwards whether the pair was built
     * @param tapStays whether the tap outlives a rebuild, with its ifindex and what others gave it
     */
    static PairPlan change(PairSpec now, PairSpec wanted, boolean forwards, boolean tapStays) {
        List<String> rebuild = new ArrayList<>();
        differ(rebuild, "port", now.port(), wanted.port());
        differ(rebuild, "backend", now.backend(), wanted.backend());
        differ(rebuild, "queues", now.queues(), wanted.queues());
        differ(rebuild, "queue size", now.queueSize(), wanted.queueSize());
        differ(rebuild, "socket", path(now), path(wanted));
        differ(rebuild, "part on the socket", part(now), part(wanted));
        differ(rebuild, "vDPA device", now.device(), wanted.device());
        TapSpec tap = now.tap();
        TapSpec wantedTap = wanted.tap();
        List<String> live = new ArrayList<>();
        if (tap != null && wantedTap != null) {
            differ(rebuild, "name of the tap", now.tapName(), wanted.tapName());
            differ(rebuild, "network namespace of the tap", tap.netns(), wantedTap.netns());
            differ(rebuild, "persistence of the tap", tap.persistent(), wantedTap.persistent());
            live.addAll(tapChanges(tap, wantedTap));
        }
        if (rebuild.isEmpty() && forwards) {
            boolean down = tap != null && wantedTap != null && tap.up() && !wantedTap.up();
            return live.isEmpty()
                    ? new PairPlan(Action.NOTHING, false, List.of())
                    : new PairPlan(Action.CHANGE, down, live);
        }
        List<String> operations = new ArrayList<>();
        if (forwards) {
            operations.add("stop forwarding");
        }
        if (tap != null) {
            operations.add(
                    tapStays
                            ? "keep the tap %s with its ifindex, addresses and routes".formatted(now.tapName())
                            : "remove the tap %s; routes through it are lost".formatted(now.tapName()));
        }
        operations.addAll(rebuild);
        operations.addAll(live);
        operations.add("build the pair anew and forward both ways");
        return new PairPlan(Action.REBUILD, forwards, operations);
    }

    private static @Nullable String path(PairSpec spec) {
        return spec.socket() == null ? null : spec.socket().path();
    }

    private static @Nullable String part(PairSpec spec) {
        if (spec.socket() == null) {
            return null;
        }
        return spec.socket().server() ? "server" : "client";
    }

    private static List<String> tapChanges(TapSpec now, TapSpec wanted) {
        List<String> changes = new ArrayList<>();
        differ(changes, "MAC address of the tap", now.mac(), wanted.mac());
        differ(changes, "MTU of the port and the tap", now.mtu(), wanted.mtu());
        Set<String> had = SpecCheck.canonical(now.addresses());
        Set<String> shall = SpecCheck.canonical(wanted.addresses());
        now.addresses().stream()
                .filter(address -> !shall.contains(SpecCheck.canonical(address)))
                .forEach(address -> changes.add("remove the address %s".formatted(address)));
        wanted.addresses().stream()
                .filter(address -> !had.contains(SpecCheck.canonical(address)))
                .forEach(address -> changes.add("add the address %s".formatted(address)));
        if (now.up() != wanted.up()) {
            changes.add(wanted.up() ? "set the tap up" : "set the tap down");
        }
        return changes;
    }

    private static void differ(List<String> operations, String what, @Nullable Object now, @Nullable Object wanted) {
        if (!Objects.equals(now, wanted)) {
            operations.add("change the %s from %s to %s"
                    .formatted(
                            what, Objects.requireNonNullElse(now, "none"), Objects.requireNonNullElse(wanted, "none")));
        }
    }

    private static String queues(PairSpec spec) {
        return "%d queue%s of %d descriptors".formatted(spec.queues(), spec.queues() == 1 ? "" : "s", spec.queueSize());
    }
}
