package io.offramp.frontend.port;

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
import io.offramp.client.model.Port;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import io.offramp.frontend.session.SignIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DPDK's ports. */
@Route("ports")
@Menu(title = "Ports", order = 2, icon = "plug")
@PageTitle("Ports · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class PortsView extends Main {
    private final transient Feed feed;
    private final transient SignIn signIn;
    private final Span use = new Span();
    private final Div cards = new Div();
    private final Div empty = new Div(
            new H2("No port yet"),
            new Paragraph("Plug one: a NIC that is bound to vfio-pci, by its PCI address, or a virtual device."));
    private final Map<String, PortCard> byName = new LinkedHashMap<>();

    PortsView(Feed feed, SignIn signIn) {
        this.feed = feed;
        this.signIn = signIn;
        addClassName("page");
        use.addClassName("muted");
        cards.addClassName("stack");
        empty.addClassName("empty");
        empty.setVisible(false);
        Div head = new Div(new H1("Ports"), use);
        head.addClassName("page-head");
        add(head, empty, cards, new PlugForm(feed, signIn));
        LiveUpdates.bind(this, feed, this::show);
    }

    private void show(Live live) {
        Host host = live.inventory().host();
        List<Port> ports = live.inventory().ports();
        if (host != null) {
            use.setText("%d of the %d that this DPDK can have"
                    .formatted(host.getPorts().getUsed(), host.getPorts().getLimit()));
        }
        empty.setVisible(live.inventory().known() && ports.isEmpty());
        List<String> names = ports.stream().map(Port::getName).toList();
        if (!names.equals(List.copyOf(byName.keySet()))) {
            arrange(names);
        }
        for (Port port : ports) {
            PortCard card = byName.get(port.getName());
            if (card != null) {
                card.show(port);
            }
        }
    }

    private void arrange(List<String> names) {
        Map<String, PortCard> kept = new LinkedHashMap<>();
        names.forEach(name -> {
            PortCard present = byName.get(name);
            kept.put(name, present == null ? new PortCard(name, feed, signIn) : present);
        });
        byName.clear();
        byName.putAll(kept);
        cards.removeAll();
        byName.values().forEach(cards::add);
    }
}
