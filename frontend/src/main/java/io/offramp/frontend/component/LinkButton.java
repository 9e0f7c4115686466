package io.offramp.frontend.component;

import com.vaadin.flow.component.html.Anchor;

/** A link to another page that looks like a button: the page's main deed. */
@SuppressWarnings("serial") // sessions stay in memory
public final class LinkButton extends Anchor {

    /**
     * Makes a link.
     *
     * @param path of the page, from the dashboard's root on
     * @param text what it does
     */
    public LinkButton(String path, String text) {
        super(path, text);
        addClassName("button");
    }
}
