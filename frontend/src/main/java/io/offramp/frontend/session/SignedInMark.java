package io.offramp.frontend.session;

import com.vaadin.flow.component.UI;
import java.util.function.Consumer;

/**
 * A mark in the browser's window that somebody was signed in there. The server cannot know it once the session is gone, nor
 * after its own new start.
 */
final class SignedInMark {
    private static final String KEY = "offramp.signed-in";

    private SignedInMark() {}

    static void set(UI ui) {
        ui.getPage().executeJs("sessionStorage.setItem($0, 'yes')", KEY);
    }

    static void remove(UI ui) {
        ui.getPage().executeJs("sessionStorage.removeItem($0)", KEY);
    }

    /** Takes it away; tells later whether it was there. */
    static void take(UI ui, Consumer<Boolean> wasThere) {
        ui.getPage()
                .executeJs(
                        "const there = sessionStorage.getItem($0) !== null; sessionStorage.removeItem($0); return there",
                        KEY)
                .then(Boolean.class, wasThere::accept);
    }
}
