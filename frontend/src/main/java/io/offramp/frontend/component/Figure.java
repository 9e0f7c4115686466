package io.offramp.frontend.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** A number with what it counts. */
@SuppressWarnings("serial") // sessions stay in memory
public final class Figure extends Div {
    private final Span value = new Span("–");
    private final Span detail = new Span();

    /**
     * Shows no number yet.
     *
     * @param label what it counts
     */
    public Figure(String label) {
        addClassName("figure");
        Span name = new Span(label);
        name.addClassName("label");
        value.addClassName("value");
        detail.addClassName("detail");
        add(name, value, detail);
    }

    /**
     * Shows a number.
     *
     * @param number with its unit
     * @param more a second line
     * @param tone GOOD and QUIET are not coloured
     */
    public void show(String number, String more, Tone tone) {
        value.setText(number);
        detail.setText(more);
        setClassName("figure " + tone.css());
    }
}
