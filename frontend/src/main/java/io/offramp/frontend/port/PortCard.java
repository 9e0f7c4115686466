package io.offramp.frontend.port;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.Port;
import io.offramp.client.model.PortRole;
import io.offramp.client.model.PortStats;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.component.Badge;
import io.offramp.frontend.component.Calls;
import io.offramp.frontend.component.Facts;
import io.offramp.frontend.component.Notice;
import io.offramp.frontend.component.Notices;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.format.Numbers;
import io.offramp.frontend.session.SignIn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One port of DPDK. */
@SuppressWarnings("serial") // sessions stay in memory
class PortCard extends Article {
    private final String name;
    private final transient Feed feed;
    private final transient SignIn signIn;
    private final Badge link = new Badge();
    private final Badge role = new Badge();
    private final Span driver = new Span();
    private final Div use = new Div();
    private final Notices conditions = new Notices();
    private final Facts stats = new Facts();
    private final Facts facts = new Facts();
    private final Facts xstats = new Facts();
    private final Details details = new Details("Device and extended counters", facts, xstats);
    private final Button unplug = new Button("Unplug", _ -> confirmUnplug());
    private final Div answer = new Div();
    private @Nullable String pair;
    private boolean asking;

    PortCard(String name, Feed feed, SignIn signIn) {
        this.name = name;
        this.feed = feed;
        this.signIn = signIn;
        addClassName("card");
        driver.addClassName("muted");
        use.addClassName("end");
        unplug.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        unplug.setAriaLabel("Unplug " + name);
        answer.getElement().setAttribute("role", "alert");
        details.addOpenedChangeListener(_ -> askXstats());
        Div head = new Div(new H2(name), link, role, driver, use);
        head.addClassName("card-head");
        stats.addClassNames("numbers", "narrow");
        facts.addClassName("narrow");
        xstats.addClassName("numbers");
        add(head, conditions, answer, stats, details);
    }

    void show(Port port) {
        boolean up = port.getLink().getUp();
        Long speed = port.getLink().getSpeedMbps();
        String at = speed == null ? "" : ", " + Numbers.speed(speed);
        Tone down = port.getStarted() ? Tone.FAULT : Tone.QUIET;
        String word = port.getStarted() ? "link down" : "not started";
        link.show(up ? "link up" + at : word, up ? Tone.GOOD : down);
        role.show(port.getRole().getValue(), Tone.QUIET);
        driver.setText(port.getDriver());
        conditions.show(port.getConditions());
        showUse(port);
        PortStats counted = port.getStats();
        stats.show("Received", Numbers.count(counted.getRxPackets()) + " packets")
                .show("Sent", Numbers.count(counted.getTxPackets()) + " packets")
                .show("Missed", Numbers.count(counted.getRxMissed()))
                .show("No mbuf", Numbers.count(counted.getRxNoMbuf()))
                .show("Receive errors", Numbers.count(counted.getRxErrors()))
                .show("Send errors", Numbers.count(counted.getTxErrors()));
        facts.show("Port id", port.getId().toString())
                .show("MAC address", port.getMac())
                .show("MTU", port.getMtu() + " bytes")
                .show(
                        "NUMA node",
                        port.getNumaNode() < 0 ? "not told" : port.getNumaNode().toString())
                .show("Queues at most", port.getMaxRxQueues() + " rx, " + port.getMaxTxQueues() + " tx")
                .show("Promiscuous", port.getPromiscuous() ? "yes" : "no");
        if (details.isOpened()) {
            askXstats();
        }
    }

    /** A port of a pair goes with its pair; only a free one can be unplugged. */
    private void showUse(Port port) {
        String next = port.getRole() == PortRole.FREE ? "" : String.valueOf(port.getPair());
        if (next.equals(pair)) {
            return;
        }
        pair = next;
        use.removeAll();
        if (next.isEmpty() && signIn.mayChange()) {
            use.add(new Anchor("pairs/new?port=" + name, "Create a pair"), unplug);
        } else if (!next.isEmpty()) {
            use.add(new Anchor("pairs/" + next, "Pair " + next));
        }
    }

    private void askXstats() {
        if (!details.isOpened() || asking) {
            return;
        }
        asking = true;
        Calls.start(
                this,
                signIn.api().ports().getPort(name),
                port -> {
                    asking = false;
                    showXstats(port.getXstats());
                },
                refusal -> {
                    asking = false;
                    refused(refusal);
                });
    }

    private void showXstats(Map<String, Long> counters) {
        counters.forEach((counter, value) -> xstats.show(counter, Numbers.count(value)));
    }

    private void confirmUnplug() {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Unplug %s?".formatted(name));
        dialog.setText("DPDK lets go of the device. It can be plugged again.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Unplug");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(_ -> {
            answer.removeAll();
            Calls.start(this, signIn.api().ports().unplugPort(name), feed::refresh, this::refused);
        });
        dialog.open();
    }

    private void refused(Refusal refusal) {
        answer.removeAll();
        answer.add(new Notice(refusal));
    }
}
