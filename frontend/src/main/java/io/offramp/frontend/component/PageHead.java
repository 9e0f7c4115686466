package io.offramp.frontend.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;

/** A page's heading, what stands beside it, and at the far end what can be done. */
@SuppressWarnings("serial") // sessions stay in memory
public final class PageHead extends Div {
    private final H1 title = new H1();
    private final Div end = new Div();

    /**
     * Makes a head.
     *
     * @param title the heading, which may be empty yet
     * @param beside what stands beside the heading
     */
    public PageHead(String title, Component... beside) {
        addClassName("page-head");
        end.addClassName("end");
        this.title.setText(title);
        add(this.title);
        add(beside);
        add(end);
    }

    /**
     * Shows another heading.
     *
     * @param text the heading
     */
    public void setTitle(String text) {
        title.setText(text);
    }

    /**
     * Adds what can be done.
     *
     * @param actions buttons and links
     * @return this
     */
    public PageHead end(Component... actions) {
        end.add(actions);
        return this;
    }
}
