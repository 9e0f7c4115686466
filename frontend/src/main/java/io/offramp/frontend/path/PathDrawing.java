package io.offramp.frontend.path;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.offramp.client.model.Pair;
import io.offramp.frontend.feed.Inventory;
import io.offramp.frontend.feed.Sample;
import org.jspecify.annotations.Nullable;

/** A pair's path from its port to Linux: what moves on it, and where it is broken. */
@Tag("path-drawing")
@JsModule("./path-drawing.ts")
@SuppressWarnings("serial") // sessions stay in memory
public final class PathDrawing extends Component {
    private transient @Nullable Drawing shown;

    /**
     * Shows the path.
     *
     * @param pair whose path it is
     * @param inventory what the service has
     * @param sample the pair's rates, or null when there are none yet
     * @param format their units
     */
    public void show(Pair pair, Inventory inventory, @Nullable Sample sample, RateFormat format) {
        Drawing drawing = new Sketch(pair, inventory, sample == null ? null : sample.rates(), format).draw();
        if (!drawing.equals(shown)) {
            shown = drawing;
            getElement().callJsFunction("show", drawing);
        }
    }
}
