package io.offramp.frontend.host;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Backend;
import io.offramp.client.model.Host;
import io.offramp.client.model.Memory;
import io.offramp.frontend.component.Card;
import io.offramp.frontend.component.CopyText;
import io.offramp.frontend.component.Facts;
import io.offramp.frontend.component.PageHead;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import io.offramp.frontend.format.Numbers;
import java.util.stream.Collectors;

/** The machine, its DPDK, and what the service holds of it. */
@Route("host")
@Menu(title = "Host", order = 3, icon = "server")
@PageTitle("Host · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class HostView extends Main {
    private final Checks checks = new Checks();
    private final Facts machine = new Facts();
    private final Facts dpdk = new Facts();
    private final CopyText arguments = new CopyText("");
    private final Facts memory = new Facts();
    private final Facts lcores = new Facts();
    private final Use heap = new Use("DPDK heap");
    private final Use mempools = new Use("Mempools");
    private final Use ports = new Use("Ports");

    HostView(Feed feed) {
        addClassName("page");
        add(
                new PageHead("Host"),
                new Card("Checks", checks),
                new Card("Machine", machine),
                new Card("DPDK", dpdk, new Span("EAL arguments"), arguments),
                new Card("Memory and ports", heap, mempools, ports, memory),
                new Card("Lcores", lcores));
        LiveUpdates.bind(this, feed, this::show);
    }

    private void show(Live live) {
        Host host = live.inventory().host();
        if (host == null) {
            return;
        }
        checks.show(live.inventory().checks());
        machine.show("Name", host.getHostname())
                .show("Kernel", host.getKernel())
                .show("Java", host.getJava())
                .show(
                        "Backends of a pair",
                        host.getBackends().stream()
                                .filter(backend -> backend != Backend.AUTO)
                                .map(Backend::getValue)
                                .collect(Collectors.joining(", ")));
        dpdk.show("Version", host.getDpdk().getVersion())
                .show("Library", host.getDpdk().getSoname());
        arguments.setText(String.join(" ", host.getDpdk().getEalArguments()));
        lcores.show("EAL's main lcore", host.getLcores().getMain().toString())
                .show(
                        "Pollers",
                        host.getLcores().getPollers().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")))
                .show("When idle", host.getLcores().getIdleStrategy().getValue());
        ports.show(
                host.getPorts().getUsed(),
                host.getPorts().getLimit(),
                "%d of %d".formatted(host.getPorts().getUsed(), host.getPorts().getLimit()));
        show(host.getMemory());
    }

    private void show(Memory now) {
        heap.show(
                now.getHeapUsedBytes(),
                now.getHeapTotalBytes(),
                "%s of %s".formatted(Numbers.memory(now.getHeapUsedBytes()), Numbers.memory(now.getHeapTotalBytes())));
        int leased = now.getMempools() - now.getMempoolsFree();
        mempools.show(leased, now.getMempools(), "%d of %d leased".formatted(leased, now.getMempools()));
        memory.show("Pages", now.getHugepages() ? "hugepages" : "ordinary pages")
                .show("Mbufs a mempool", Numbers.count(now.getMbufsPerMempool()))
                .show("Data room of an mbuf", Numbers.count(now.getMbufDataRoomBytes()) + " bytes");
    }

    /** How much of something is used. */
    private static final class Use extends Div {
        private final Span value = new Span();
        private final ProgressBar bar = new ProgressBar();

        Use(String label) {
            addClassName("use");
            Div head = new Div(new Span(label), value);
            head.addClassName("head");
            bar.getElement().setAttribute("aria-label", label);
            add(head, bar);
        }

        void show(long used, long whole, String text) {
            value.setText(text);
            bar.setValue(whole == 0 ? 0 : Math.clamp((double) used / whole, 0, 1));
        }
    }
}
