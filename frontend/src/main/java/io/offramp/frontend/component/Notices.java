package io.offramp.frontend.component;

import com.vaadin.flow.component.html.Div;
import io.offramp.client.model.Condition;
import java.util.List;

/** A list of conditions that is only made anew when it changes: who is about to copy a remedy keeps the focus. */
@SuppressWarnings("serial") // sessions stay in memory
public final class Notices extends Div {
    private final boolean brief;
    private transient List<Condition> shown = List.of();

    /** Shows nothing yet. */
    public Notices() {
        this(false);
    }

    private Notices(boolean brief) {
        this.brief = brief;
        addClassName("notices");
    }

    /**
     * For pages that show much else: warnings take a line each, and tell their remedy when asked. Faults tell all.
     *
     * @return a list that shows nothing yet
     */
    public static Notices brief() {
        return new Notices(true);
    }

    /**
     * Shows conditions.
     *
     * @param conditions all of them
     */
    public void show(List<Condition> conditions) {
        if (!conditions.equals(shown)) {
            shown = List.copyOf(conditions);
            removeAll();
            shown.forEach(condition -> add(
                    brief && Tone.of(condition) == Tone.WARNING ? new BriefNotice(condition) : new Notice(condition)));
        }
    }
}
