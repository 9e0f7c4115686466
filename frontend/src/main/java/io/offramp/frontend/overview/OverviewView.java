package io.offramp.frontend.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Host;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PortRole;
import io.offramp.frontend.component.Cards;
import io.offramp.frontend.component.LinkButton;
import io.offramp.frontend.component.Notices;
import io.offramp.frontend.component.PageHead;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Inventory;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import io.offramp.frontend.session.SignIn;

/** Every path at a glance: whether packets flow, where they are lost, and what to do. */
@Route("")
@Menu(title = "Overview", order = 1, icon = "cluster")
@PageTitle("Overview · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class OverviewView extends Main {
    private final Totals totals;
    private final Notices hostConditions = Notices.brief();
    private final Cards<Pair, PairCard> cards;
    private final LinkButton create = new LinkButton("pairs/new", "Create pair");
    private final Div empty = new Div();
    private final boolean mayChange;

    OverviewView(Feed feed, SignIn signIn) {
        mayChange = signIn.mayChange();
        totals = new Totals(feed);
        cards = new Cards<>(
                pair -> pair.getSpec().getName(),
                pair -> new PairCard(pair.getSpec().getName(), feed));
        addClassNames("page", "wide");
        empty.addClassName("empty");
        empty.setVisible(false);
        add(new PageHead("Overview").end(create), totals, empty, cards, hostConditions);
        LiveUpdates.bind(this, feed, this::show);
    }

    private void show(Live live) {
        totals.show(live);
        Host host = live.inventory().host();
        if (host != null) {
            hostConditions.show(host.getConditions());
        }
        showEmpty(live.inventory());
        cards.show(live.inventory().pairs(), (card, pair) -> card.show(pair, live));
    }

    private void showEmpty(Inventory inventory) {
        boolean none = inventory.known() && inventory.pairs().isEmpty();
        create.setVisible(mayChange && !none);
        if (none == empty.isVisible()) {
            return;
        }
        empty.setVisible(none);
        empty.removeAll();
        if (none) {
            boolean free = inventory.ports().stream().anyMatch(port -> port.getRole() == PortRole.FREE);
            empty.add(
                    new H2("No pair yet"),
                    new Paragraph(
                            "A pair is a DPDK port and the virtio_user port made for it, which ends in a kernel tap."),
                    advice(free));
            if (mayChange) {
                empty.add(free ? new LinkButton("pairs/new", "Create pair") : new LinkButton("ports", "Plug a port"));
            }
        }
    }

    private static Paragraph advice(boolean free) {
        return new Paragraph(
                free
                        ? "There is a free port: create a pair for it, and its packets reach Linux."
                        : "There is no free port either: plug one first, such as a NIC bound to vfio-pci.");
    }
}
