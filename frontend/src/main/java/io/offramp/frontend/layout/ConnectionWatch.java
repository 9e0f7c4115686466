package io.offramp.frontend.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** Tells, in the browser, when that no longer hears from this process. */
@Tag("connection-watch")
@JsModule("./connection-watch.ts")
@SuppressWarnings("serial") // sessions stay in memory
class ConnectionWatch extends Component {

    /** Says that it is well, and whether it will say so again within seconds. */
    void beat(boolean again) {
        getElement().callJsFunction(again ? "beat" : "rest");
    }
}
