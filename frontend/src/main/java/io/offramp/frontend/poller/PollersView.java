package io.offramp.frontend.poller;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Host;
import io.offramp.client.model.Poller;
import io.offramp.frontend.component.Cards;
import io.offramp.frontend.component.PageHead;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import java.util.List;
import java.util.Locale;

/** The threads that move packets: whether they keep up, and how long their queues wait. */
@Route("pollers")
@Menu(title = "Pollers", order = 2.5, icon = "dashboard")
@PageTitle("Pollers · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class PollersView extends Main {
    private final Span idle = new Span();
    private final Cards<Poller, PollerCard> cards;
    private final Div empty = new Div(
            new H2("No poller"),
            new Paragraph("Nothing is forwarded. Name an lcore in offramp.pollers.lcores, then restart the service."));

    PollersView(Feed feed) {
        cards = new Cards<>(Poller::getLcore, poller -> new PollerCard(poller.getLcore(), feed));
        addClassNames("page", "wide");
        idle.addClassName("muted");
        empty.addClassName("empty");
        empty.setVisible(false);
        add(new PageHead("Pollers", idle), empty, cards);
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
        cards.show(pollers, (card, poller) -> card.show(poller, live));
    }
}
