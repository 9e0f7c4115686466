package io.offramp.frontend.pair;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.offramp.frontend.format.Numbers;
import java.util.ArrayList;
import java.util.List;

/** A sum as a bar of its parts, with their numbers below. */
@SuppressWarnings("serial") // sessions stay in memory
class LedgerBar extends Div {
    private final Span sum = new Span("–");
    private final Div bar = new Div();
    private final Div legend = new Div();
    private final List<Part> parts = new ArrayList<>();

    LedgerBar(String whole) {
        addClassName("ledger-bar");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", whole);
        Span name = new Span(whole);
        sum.addClassName("sum");
        Div head = new Div(name, sum);
        head.addClassName("head");
        bar.addClassName("bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        legend.addClassName("legend");
        add(head, bar, legend);
    }

    LedgerBar part(String name, String color) {
        Part part = new Part(name, color);
        parts.add(part);
        bar.add(part.stretch);
        legend.add(part.row);
        return this;
    }

    /** As many numbers as there are parts; they add up to the whole. */
    void show(long whole, long... numbers) {
        sum.setText(Numbers.count(whole));
        for (int i = 0; i < numbers.length; i++) {
            parts.get(i).show(numbers[i], whole);
        }
    }

    private static final class Part {
        private final Div stretch = new Div();
        private final Div row = new Div();
        private final Span count = new Span("–");
        private final Span percent = new Span();

        Part(String name, String color) {
            String background = "background: var(%s)".formatted(color);
            stretch.getElement().setAttribute("style", background + "; flex: 0 0 0");
            stretch.addClassName("stretch");
            Span swatch = new Span();
            swatch.addClassName("swatch");
            swatch.getElement().setAttribute("style", background);
            Span label = new Span(name);
            label.addClassName("name");
            count.addClassName("count");
            percent.addClassName("percent");
            row.add(swatch, label, count, percent);
            row.addClassName("row");
        }

        void show(long number, long whole) {
            count.setText(Numbers.count(number));
            percent.setText(Numbers.percent(number, whole));
            stretch.setVisible(number > 0);
            stretch.getStyle().set("flex-grow", Long.toString(number));
            row.setClassName("nothing", number == 0);
        }
    }
}
