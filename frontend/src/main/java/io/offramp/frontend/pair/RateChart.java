package io.offramp.frontend.pair;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import io.offramp.frontend.feed.Rates;
import io.offramp.frontend.feed.Sample;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A chart of the last five minutes, drawn by uPlot. */
@Tag("rate-chart")
@NpmPackage(value = "uplot", version = "1.6.32")
@JsModule("./rate-chart.ts")
@SuppressWarnings("serial") // sessions stay in memory
class RateChart extends Component {
    private final transient List<Line> lines;
    private transient @Nullable Sample last;

    RateChart(String heading, String unit, Line... lines) {
        this.lines = List.of(lines);
        getElement().setProperty("heading", heading);
        getElement().setProperty("unit", unit);
        getElement()
                .setPropertyList(
                        "lines",
                        this.lines.stream()
                                .map(line -> new Key(line.label(), line.color(), line.dashed()))
                                .toList());
    }

    /** Takes the place of the chart as long as all its lines are at zero. */
    RateChart quiet(String sentence) {
        getElement().setProperty("quiet", sentence);
        return this;
    }

    /** The whole history, oldest first. */
    void show(List<Sample> history) {
        getElement().callJsFunction("history", history.stream().map(this::point).toList());
        last = history.isEmpty() ? null : history.getLast();
    }

    /** Goes on, if the sample is a new one. */
    void push(Sample sample) {
        if (last == null || sample.time().isAfter(last.time())) {
            last = sample;
            getElement().callJsFunction("pushPoint", point(sample));
        }
    }

    private Point point(Sample sample) {
        return new Point(
                sample.time().toEpochMilli(),
                lines.stream()
                        .mapToDouble(line -> line.value().applyAsDouble(sample.rates()))
                        .boxed()
                        .toList());
    }

    /**
     * A line of the chart.
     *
     * @param label its name
     * @param color the style sheet's name of its colour
     * @param dashed whether another line shows through it
     * @param value what it shows
     */
    record Line(String label, String color, boolean dashed, ToDoubleFunction<Rates> value) {
        Line(String label, String color, ToDoubleFunction<Rates> value) {
            this(label, color, false, value);
        }
    }

    /** What the browser is told of a line. */
    record Key(String label, String color, boolean dashed) {}

    /** What the browser is told of a sample. */
    record Point(double time, List<Double> values) {}
}
