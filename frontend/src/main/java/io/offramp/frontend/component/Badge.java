package io.offramp.frontend.component;

import com.vaadin.flow.component.html.Span;

/** A word about a state, coloured and marked. */
@SuppressWarnings("serial") // sessions stay in memory
public final class Badge extends Span {
    private String shown = "";

    /** Shows nothing yet. */
    public Badge() {
        addClassName("state");
    }

    /**
     * Shows a word.
     *
     * @param word what is the case
     * @param tone how good that is
     */
    public Badge(String word, Tone tone) {
        this();
        show(word, tone);
    }

    /**
     * Shows another word.
     *
     * @param word what is the case
     * @param tone how good that is
     */
    public final void show(String word, Tone tone) {
        String next = tone + word;
        if (!next.equals(shown)) {
            shown = next;
            setClassName("state " + tone.css());
            setText(tone.mark() + "\u2002" + word);
        }
    }
}
