package io.offramp.frontend.component;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.UI;

/** Told to a UI, of which a call was refused for its token. */
public final class TokenRefused extends ComponentEvent<UI> {
    private static final long serialVersionUID = 1L;

    TokenRefused(UI ui) {
        super(ui, false);
    }
}
