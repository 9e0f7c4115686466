package io.offramp.frontend.pair;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Pair;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.component.Badge;
import io.offramp.frontend.component.Calls;
import io.offramp.frontend.component.Facts;
import io.offramp.frontend.component.Notice;
import io.offramp.frontend.component.Notices;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import io.offramp.frontend.feed.Rates;
import io.offramp.frontend.feed.Sample;
import io.offramp.frontend.pair.RateChart.Line;
import io.offramp.frontend.path.PathDrawing;
import io.offramp.frontend.path.RateFormat;
import io.offramp.frontend.session.SignIn;
import java.util.List;
import java.util.Optional;

/** One pair: its path, the last five minutes, its ledger, and what can be changed. */
@Route("pairs")
@SuppressWarnings("serial") // sessions stay in memory
class PairView extends Main implements HasUrlParameter<String>, HasDynamicTitle {
    private final transient Feed feed;
    private final transient SignIn signIn;
    private final H1 heading = new H1();
    private final Badge state = new Badge();
    private final PathDrawing path = new PathDrawing();
    private final Notices conditions = new Notices();
    private final Ledger ledger = new Ledger();
    private final Facts facts = new Facts();
    private final TapEditor editor;
    private final Div answer = new Div();
    private final Div body = new Div();
    private final Div missing = new Div();
    private final RateChart packets = new RateChart(
            "Packets",
            "pps",
            new Line(
                    "to kernel",
                    "--offramp-to-kernel",
                    rates -> rates.toKernelRx().packets()),
            new Line(
                    "from kernel",
                    "--offramp-from-kernel",
                    rates -> rates.fromKernelRx().packets()));
    private final RateChart bits = new RateChart(
            "Bits",
            "bit/s",
            new Line(
                    "to kernel",
                    "--offramp-to-kernel",
                    rates -> rates.toKernelRx().bits()),
            new Line(
                    "from kernel",
                    "--offramp-from-kernel",
                    rates -> rates.fromKernelRx().bits()));
    private final RateChart drops = new RateChart(
            "Not delivered",
            "pps",
            new Line("filtered", "--offramp-filtered", Rates::filtered),
            new Line("policed", "--offramp-policed", Rates::policed),
            new Line(
                    "ring full", "--offramp-ring-full", rates -> rates.toKernelRingFull() + rates.fromKernelRingFull()),
            new Line("refused by Linux", "--offramp-refused", Rates::tapRxDropped),
            new Line("tap's queue full", "--offramp-queue-full", Rates::tapTxDropped));
    private String name = "";

    PairView(Feed feed, SignIn signIn) {
        this.feed = feed;
        this.signIn = signIn;
        addClassName("page");
        editor = new TapEditor(signIn, feed);
        answer.getElement().setAttribute("role", "alert");
        body.addClassName("stack");
        body.add(
                head(),
                answer,
                card(path, conditions),
                card(new H2("Last five minutes"), packets, bits, drops),
                card(new H2("Ledger"), ledger),
                editor,
                card(new H2("Spec and status"), facts));
        missing.addClassName("empty");
        missing.setVisible(false);
        add(body, missing);
        LiveUpdates.bind(this, feed, this::show);
    }

    private Div head() {
        Button delete = new Button("Delete", _ -> confirmDelete());
        delete.setId("delete-pair");
        delete.addThemeVariants(ButtonVariant.ERROR);
        Div end = new Div(delete);
        end.addClassName("end");
        Div head = new Div(heading, state, end);
        head.addClassName("page-head");
        return head;
    }

    private static Div card(com.vaadin.flow.component.Component... content) {
        Div card = new Div(content);
        card.addClassName("card");
        return card;
    }

    @Override
    public void setParameter(BeforeEvent event, String parameter) {
        name = parameter;
        heading.setText(name);
        List<Sample> history = feed.history(name);
        packets.show(history);
        bits.show(history);
        drops.show(history);
    }

    @Override
    public String getPageTitle() {
        return name + " · Offramp";
    }

    private void show(Live live) {
        Optional<Pair> known = live.inventory().pair(name);
        boolean gone = live.inventory().known() && known.isEmpty();
        if (gone != missing.isVisible()) {
            missing.setVisible(gone);
            missing.removeAll();
            missing.add(
                    new H2("There is no pair " + name),
                    new Paragraph("It was deleted, or the service was started anew."),
                    new Anchor("", "All pairs"));
        }
        body.setVisible(known.isPresent());
        known.ifPresent(pair -> show(pair, live));
    }

    private void show(Pair pair, Live live) {
        Tone tone = Tone.of(pair.getStatus().getState());
        state.show(pair.getStatus().getState().getValue(), tone);
        conditions.show(pair.getStatus().getConditions());
        PairFacts.show(facts, pair, live.inventory());
        editor.show(live.inventory().tapOf(name));
        Sample sample = live.latest().get(name);
        path.show(pair, live.inventory(), sample, RateFormat.of(feed.history(name)));
        if (sample != null) {
            packets.push(sample);
            bits.push(sample);
            drops.push(sample);
            ledger.show(sample.counters());
        }
    }

    private void confirmDelete() {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Delete pair %s?".formatted(name));
        dialog.setText("Its tap goes, with its addresses and routes; its port is free afterwards. "
                + "No other pair loses a packet.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Delete");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(_ -> delete());
        dialog.open();
    }

    private void delete() {
        answer.removeAll();
        UI ui = UI.getCurrent();
        Calls.start(
                this,
                signIn.api().pairs().deletePair(name),
                () -> {
                    feed.refresh();
                    ui.navigate("");
                },
                this::refused);
    }

    private void refused(Refusal refusal) {
        answer.add(new Notice(refusal));
    }
}
