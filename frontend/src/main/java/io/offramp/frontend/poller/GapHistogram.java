package io.offramp.frontend.poller;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.PollGaps;
import io.offramp.frontend.format.Numbers;
import java.util.ArrayList;
import java.util.List;

/** How long queues had to wait for their poll, as bars. */
@SuppressWarnings("serial") // sessions stay in memory
class GapHistogram extends Div {
    private final OrderedList rows = new OrderedList();
    private final List<Row> all = new ArrayList<>();

    GapHistogram() {
        addClassName("gaps");
        Span since = new Span("how long a queue waited at most, since the start; bars on a logarithmic scale");
        since.addClassName("muted");
        add(new H3("Time between two polls"), since, rows);
    }

    void show(PollGaps polled) {
        List<Gap> gaps = Gap.of(polled.getHistogram());
        if (gaps.size() != all.size()) {
            all.clear();
            rows.removeAll();
            gaps.forEach(_ -> all.add(new Row()));
            all.forEach(rows::add);
        }
        long whole = gaps.stream().mapToLong(Gap::count).sum();
        long most = gaps.stream().mapToLong(Gap::count).max().orElse(0);
        for (int i = 0; i < gaps.size(); i++) {
            all.get(i).show(gaps.get(i), whole, most);
        }
    }

    private static final class Row extends ListItem {
        private final Span label = new Span();
        private final Span fill = new Span();
        private final Span count = new Span();
        private final Span share = new Span();

        Row() {
            label.addClassName("label");
            Span bar = new Span(fill);
            bar.addClassName("bar");
            bar.getElement().setAttribute("aria-hidden", "true");
            count.addClassName("count");
            share.addClassName("share");
            add(label, bar, count, share);
        }

        void show(Gap gap, long whole, long most) {
            label.setText(gap.label());
            count.setText(Numbers.count(gap.count()) + "\u00a0×");
            share.setText(Numbers.percent(gap.count(), whole));
            fill.setVisible(gap.count() > 0);
            // What matters are a few long gaps beside millions of short ones.
            double width = most == 0 ? 0 : 100 * Math.log1p(gap.count()) / Math.log1p(most);
            fill.getStyle().set("width", Math.round(width) + "%");
            setClassName("nothing", gap.count() == 0);
        }
    }
}
