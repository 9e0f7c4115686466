package io.offramp.dataplane;

import io.offramp.dataplane.ethdev.MacAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the port of a pair that was built follows its tap. Mutable, for the control thread alone. */
final class Followed {
    /** What a port may be unable to follow. */
    enum Setting {
        MTU,
        MAC,
        PROMISCUOUS,
        ALL_MULTICAST
    }

    private final Map<Setting, Condition> refusals = new EnumMap<>(Setting.class);
    private boolean up = true;
    private @Nullable MacAddress filter;
    private TapWatch.@Nullable Settings settings;

    /** Whether the port was last set up; one is when it starts. */
    boolean up() {
        return up;
    }

    void up(boolean now) {
        up = now;
    }

    /** The tap's MAC address when the port was told to receive it beside its own. */
    @Nullable
    MacAddress filter() {
        return filter;
    }

    void filter(@Nullable MacAddress now) {
        filter = now;
    }

    /** What the tap was like when it was last looked at, or {@code null} when it never was. */
    TapWatch.@Nullable Settings settings() {
        return settings;
    }

    void settings(TapWatch.Settings now) {
        settings = now;
    }

    /** What the port could not follow, for the status of the pair. */
    List<Condition> refusals() {
        return List.copyOf(refusals.values());
    }

    void refused(Setting setting, Condition why) {
        refusals.put(setting, why);
    }

    void done(Setting setting) {
        refusals.remove(setting);
    }
}
