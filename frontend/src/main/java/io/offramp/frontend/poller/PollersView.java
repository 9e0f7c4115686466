package io.offramp.frontend.poller;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Host;
import io.offramp.client.model.Poller;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The threads that move packets: whether they keep up, and how long their queues wait. */
@Route("pollers")
@Menu(title = "Pollers", order = 2.5, icon = "dashboard")
@PageTitle("Pollers · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class PollersView extends Main {
    private final transient Feed feed;
    private final Span idle = new Span();
    private final Div cards = new Div();
    private final Div empty = new Div(
            new H2("No poller"),
            new Paragraph("Nothing is forwarded. Name an lcore in offramp.pollers.lcores, then restart the service."));
    private final Map<Integer, PollerCard> byLcore = new LinkedHashMap<>();

    PollersView(Feed feed) {
        this.feed = feed;
        addClassName("page");
        idle.addClassName("muted");
        cards.addClassName("stack");
        empty.addClassName("empty");
        empty.setVisible(false);
        Div head = new Div(new H1("Pollers"), idle);
        head.addClassName("page-head");
        add(head, empty, cards);
        LiveUpdates.bind(this, feed, this::show);
    }

    private void show(Live live) {
        Host host = live.inventory().host();
        List<Poller> pollers = live.inventory().pollers();
        if (host != null) {
            idle.setText("one thread pinned to each lcore, when idle: "
                    + host.getLcores()
                            .getIdleStrategy()
                            .getValue()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-'));
        }
        empty.setVisible(live.inventory().known() && pollers.isEmpty());
        List<Integer> lcores = pollers.stream().map(Poller::getLcore).toList();
        if (!lcores.equals(List.copyOf(byLcore.keySet()))) {
            arrange(lcores);
        }
        for (Poller poller : pollers) {
            PollerCard card = byLcore.get(poller.getLcore());
            if (card != null) {
                card.show(poller, live);
            }
        }
    }

    private void arrange(List<Integer> lcores) {
        byLcore.clear();
        cards.removeAll();
        lcores.forEach(lcore -> {
            PollerCard card = new PollerCard(lcore, feed);
            byLcore.put(lcore, card);
            cards.add(card);
        });
    }
}
