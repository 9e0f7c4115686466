package io.offramp.frontend.poller;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.Poller;
import io.offramp.frontend.component.Badge;
import io.offramp.frontend.component.Facts;
import io.offramp.frontend.component.Notices;
import io.offramp.frontend.component.Sparkline;
import io.offramp.frontend.component.Sparkline.Point;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.Load;
import io.offramp.frontend.format.Numbers;
import io.offramp.frontend.format.Scale;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One poller. */
@SuppressWarnings("serial") // sessions stay in memory
class PollerCard extends Article {
    private final int lcore;
    private final transient Feed feed;
    private final Badge state = new Badge();
    private final Span pairs = new Span();
    private final Notices conditions = new Notices();
    private final Span load = new Span("–");
    private final Div fill = new Div();
    private final Div meter = new Div(fill);
    private final Sparkline line = new Sparkline("Load in the last five minutes", "load-line");
    private final Facts facts = new Facts();
    private final GapHistogram gaps = new GapHistogram();
    private transient @Nullable List<String> linked;
    private @Nullable Instant last;

    PollerCard(int lcore, Feed feed) {
        this.lcore = lcore;
        this.feed = feed;
        addClassNames("card", "poller");
        pairs.addClassName("links");
        Div head = new Div(new H2("lcore " + lcore), state, pairs);
        head.addClassName("card-head");
        meter.addClassName("meter");
        meter.getElement()
                .setAttribute("role", "meter")
                .setAttribute("aria-label", "Load of the poller on lcore " + lcore)
                .setAttribute("aria-valuemin", "0")
                .setAttribute("aria-valuemax", "100")
                .setAttribute("aria-valuenow", "0");
        Div loadHead = new Div(new Span("Load"), load);
        loadHead.addClassName("head");
        Div use = new Div(loadHead, meter, line);
        use.addClassName("use");
        facts.addClassNames("numbers", "narrow");
        Div figures = new Div(use, facts);
        figures.addClassName("stack");
        Div columns = new Div(figures, gaps);
        columns.addClassName("columns");
        add(head, conditions, columns);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        List<Load> history = feed.loads(lcore);
        line.show(history.stream().map(PollerCard::point).toList());
        last = history.isEmpty() ? null : history.getLast().time();
    }

    void show(Poller poller, Live live) {
        Health health = Health.of(poller, live);
        state.show(health.word(), health.tone());
        conditions.show(poller.getConditions());
        link(poller.getPairs());
        String percent = String.format(Locale.ROOT, "%.1f", poller.getLoad());
        load.setText(percent + "\u00a0%");
        meter.getElement().setAttribute("aria-valuenow", percent).setAttribute("aria-valuetext", percent + " %");
        meter.setClassName("meter " + health.tone().css());
        fill.getStyle().set("width", percent + "%");
        if (!poller.getTime().equals(last)) {
            last = poller.getTime();
            line.push(point(new Load(poller.getTime(), poller.getLoad())));
        }
        facts.show("Polls", rate(Scale.polls(poller.getPollsPerSecond()), poller.getPollsPerSecond()))
                .show("Polls with packets", share(poller.getBusyPollsPerSecond(), poller.getPollsPerSecond()))
                .show("Packets", rate(Scale.packets(poller.getPacketsPerSecond()), poller.getPacketsPerSecond()))
                .show(
                        "Packets a busy poll",
                        poller.getBusyPollsPerSecond() == 0
                                ? "–"
                                : String.format(
                                        Locale.ROOT,
                                        "%.1f",
                                        poller.getPacketsPerSecond() / poller.getBusyPollsPerSecond()))
                .show("Longest gap", Numbers.time(poller.getPollGaps().getLongestNanos()));
        gaps.show(poller.getPollGaps());
    }

    /** Made anew only when they change: who is about to follow one keeps the focus. */
    private void link(List<String> names) {
        if (names.equals(linked)) {
            return;
        }
        linked = List.copyOf(names);
        pairs.removeAll();
        if (names.isEmpty()) {
            pairs.add(new Span("forwards nothing: "), new Anchor("pairs/new", "create a pair"));
        }
        names.forEach(name -> pairs.add(new Anchor("pairs/" + name, name)));
    }

    private static String rate(Scale scale, double value) {
        return scale.format(value);
    }

    private static String share(double part, double whole) {
        return Numbers.percent(Math.round(part), Math.round(whole));
    }

    /** The line's scale begins at one, which stands for all of the time here. */
    private static Point point(Load load) {
        return new Point(load.time().toEpochMilli(), load.percent() / 100);
    }
}
