package io.offramp.frontend.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;

/** A framed part of a page. */
@SuppressWarnings("serial") // sessions stay in memory
public final class Card extends Div {

    /**
     * Makes a card.
     *
     * @param content what is in it
     */
    public Card(Component... content) {
        addClassName("card");
        add(content);
    }

    /**
     * Makes a card with a heading.
     *
     * @param heading its heading
     * @param content what is below
     */
    public Card(String heading, Component... content) {
        this(new H2(heading));
        add(content);
    }
}
