package io.offramp.frontend.port;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Host;
import io.offramp.client.model.Port;
import io.offramp.frontend.component.Cards;
import io.offramp.frontend.component.PageHead;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import io.offramp.frontend.session.SignIn;

/** DPDK's ports. */
@Route("ports")
@Menu(title = "Ports", order = 2, icon = "plug")
@PageTitle("Ports · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class PortsView extends Main {
    private final Span use = new Span();
    private final Cards<Port, PortCard> cards;
    private final Div empty = new Div(
            new H2("No port yet"),
            new Paragraph("Plug one: a NIC that is bound to vfio-pci, by its PCI address, or a virtual device."));

    PortsView(Feed feed, SignIn signIn) {
        cards = new Cards<>(Port::getName, port -> new PortCard(port.getName(), feed, signIn));
        PlugForm plug = new PlugForm(feed, signIn);
        addClassNames("page", "wide");
        use.addClassName("muted");
        empty.addClassName("empty");
        empty.setVisible(false);
        Button toPlug = new Button("Plug a port", _ -> plug.focus());
        plug.setVisible(signIn.mayChange());
        toPlug.setVisible(signIn.mayChange());
        add(new PageHead("Ports", use).end(toPlug), empty, cards, plug);
        LiveUpdates.bind(this, feed, this::show);
    }

    private void show(Live live) {
        Host host = live.inventory().host();
        if (host != null) {
            use.setText("%d of the %d that this DPDK can have"
                    .formatted(host.getPorts().getUsed(), host.getPorts().getLimit()));
        }
        empty.setVisible(live.inventory().known() && live.inventory().ports().isEmpty());
        cards.show(live.inventory().ports(), PortCard::show);
    }
}
