package io.offramp.frontend.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;

/** A line of the last five minutes, without axes. */
@Tag("spark-line")
@JsModule("./spark-line.ts")
@SuppressWarnings("serial") // sessions stay in memory
public final class Sparkline extends Component {

    /**
     * Shows no line yet.
     *
     * @param label what it is a line of, for who cannot see it
     * @param css the style class that gives its colour
     */
    public Sparkline(String label, String css) {
        getElement().setAttribute("role", "img");
        getElement().setAttribute("aria-label", label);
        addClassName(css);
    }

    /**
     * Shows a line.
     *
     * @param points oldest first, none negative
     */
    public void show(List<Point> points) {
        getElement().callJsFunction("show", points);
    }

    /**
     * Goes on.
     *
     * @param point the next one
     */
    public void push(Point point) {
        getElement().callJsFunction("pushPoint", point);
    }

    /**
     * A point.
     *
     * @param time milliseconds since 1970
     * @param value not negative
     */
    public record Point(double time, double value) {}
}
