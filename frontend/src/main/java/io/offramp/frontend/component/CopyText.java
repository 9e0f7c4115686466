package io.offramp.frontend.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** A command or another text to paste elsewhere, with a button that copies it. */
@Tag("copy-text")
@JsModule("./copy-text.ts")
@SuppressWarnings("serial") // sessions stay in memory
public final class CopyText extends Component {

    /**
     * Shows a text.
     *
     * @param text what is shown and copied
     */
    public CopyText(String text) {
        setText(text);
    }

    /**
     * Shows another text.
     *
     * @param text what is shown and copied
     */
    public final void setText(String text) {
        getElement().setProperty("text", text);
    }
}
