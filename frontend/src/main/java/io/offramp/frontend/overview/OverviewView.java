package io.offramp.frontend.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Host;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PortRole;
import io.offramp.frontend.component.Notices;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every path at a glance: whether packets flow, where they are lost, and what to do. */
@Route("")
@Menu(title = "Overview", order = 1, icon = "cluster")
@PageTitle("Overview · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class OverviewView extends Main {
    private final transient Feed feed;
    private final Totals totals = new Totals();
    private final Notices hostConditions = new Notices();
    private final Div cards = new Div();
    private final Div empty = new Div();
    private final Map<String, PairCard> byName = new LinkedHashMap<>();

    OverviewView(Feed feed) {
        this.feed = feed;
        addClassName("page");
        cards.addClassName("pair-cards");
        empty.addClassName("empty");
        empty.setVisible(false);
        Div end = new Div(button(new Anchor("pairs/new", "Create pair")));
        end.addClassName("end");
        Div head = new Div(new H1("Overview"), end);
        head.addClassName("page-head");
        add(head, totals, empty, cards, hostConditions);
        LiveUpdates.bind(this, feed, this::show);
    }

    private void show(Live live) {
        List<Pair> pairs = live.inventory().pairs();
        totals.show(live);
        Host host = live.inventory().host();
        if (host != null) {
            hostConditions.show(host.getConditions());
        }
        showEmpty(live);
        List<String> names =
                pairs.stream().map(pair -> pair.getSpec().getName()).toList();
        if (!names.equals(List.copyOf(byName.keySet()))) {
            arrange(names);
        }
        pairs.forEach(pair -> {
            PairCard card = byName.get(pair.getSpec().getName());
            if (card != null) {
                card.show(pair, live);
            }
        });
    }

    private static Anchor button(Anchor link) {
        link.addClassName("button");
        return link;
    }

    private void arrange(List<String> names) {
        Map<String, PairCard> kept = new LinkedHashMap<>();
        names.forEach(name -> {
            PairCard present = byName.get(name);
            kept.put(name, present == null ? new PairCard(name, feed) : present);
        });
        byName.clear();
        byName.putAll(kept);
        cards.removeAll();
        byName.values().forEach(cards::add);
    }

    private void showEmpty(Live live) {
        boolean none = live.inventory().known() && live.inventory().pairs().isEmpty();
        if (none == empty.isVisible()) {
            return;
        }
        empty.setVisible(none);
        empty.removeAll();
        if (none) {
            boolean free = live.inventory().ports().stream().anyMatch(port -> port.getRole() == PortRole.FREE);
            empty.add(
                    new H2("No pair yet"),
                    new Paragraph(
                            "A pair is a DPDK port and the virtio_user port made for it, which ends in a kernel tap."),
                    new Paragraph(
                            free
                                    ? "There is a free port: create a pair for it, and its packets reach Linux."
                                    : "There is no free port either: plug one first, such as a NIC bound to vfio-pci."),
                    button(free ? new Anchor("pairs/new", "Create pair") : new Anchor("ports", "Plug a port")));
        }
    }
}
