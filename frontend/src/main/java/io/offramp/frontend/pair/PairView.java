package io.offramp.frontend.pair;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Event;
import io.offramp.client.model.Pair;
import io.offramp.client.model.TapChange;
import io.offramp.client.model.TapSpec;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.component.Badge;
import io.offramp.frontend.component.Calls;
import io.offramp.frontend.component.Card;
import io.offramp.frontend.component.EventList;
import io.offramp.frontend.component.Facts;
import io.offramp.frontend.component.LinkButton;
import io.offramp.frontend.component.Notice;
import io.offramp.frontend.component.Notices;
import io.offramp.frontend.component.PageHead;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Inventory;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import io.offramp.frontend.feed.Sample;
import io.offramp.frontend.path.PathDrawing;
import io.offramp.frontend.path.RateFormat;
import io.offramp.frontend.session.SignIn;
import java.util.List;
import java.util.Optional;

/** One pair: its path, the last five minutes, its ledger, and what can be changed. */
@Route("pairs")
@SuppressWarnings("serial") // sessions stay in memory
class PairView extends Main implements HasUrlParameter<String>, HasDynamicTitle {
    private static final int EVENTS = 8;

    private final transient Feed feed;
    private final transient SignIn signIn;
    private final Badge state = new Badge();
    private final PageHead head = new PageHead("", state);
    private final PathDrawing path = new PathDrawing();
    private final Notices conditions = new Notices();
    private final Ledger ledger = new Ledger();
    private final Facts facts = new Facts();
    private final TapEditor editor;
    private final Div answer = new Div();
    private final Div body = new Div();
    private final Div missing = new Div();
    private final Charts charts = new Charts();
    private final EventList events = new EventList();
    private final Card happened = new Card("Latest events", events);
    private String name = "";
    private String loss = "";

    PairView(Feed feed, SignIn signIn) {
        this.feed = feed;
        this.signIn = signIn;
        addClassName("page");
        editor =
                new TapEditor(signIn, feed, change -> getUI().ifPresent(ui -> Draft.keep(ui, "pairs/" + name, change)));
        answer.getElement().setAttribute("role", "alert");
        body.addClassName("stack");
        body.add(
                head.end(deleteButton()),
                answer,
                new Card(path, conditions),
                new Card("Last five minutes", charts),
                new Card("Ledger", ledger),
                editor,
                happened,
                new Card("Spec and status", facts));
        editor.setVisible(signIn.mayChange());
        missing.addClassName("empty");
        missing.setVisible(false);
        add(body, missing);
        LiveUpdates.bind(this, feed, this::show);
    }

    private Button deleteButton() {
        Button delete = new Button("Delete", _ -> confirmDelete());
        delete.setId("delete-pair");
        delete.addThemeVariants(ButtonVariant.ERROR);
        delete.setVisible(signIn.mayChange());
        return delete;
    }

    @Override
    public void setParameter(BeforeEvent event, String parameter) {
        name = parameter;
        head.setTitle(name);
        charts.show(feed.history(name));
        Draft.of(event.getLocation(), TapChange.class).ifPresent(editor::restore);
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
                    new H1("There is no pair " + name),
                    new Paragraph("It was deleted, or the service was started anew."),
                    new LinkButton("", "All pairs"));
        }
        body.setVisible(known.isPresent());
        known.ifPresent(pair -> show(pair, live));
    }

    private void show(Pair pair, Live live) {
        Tone tone = Tone.of(pair.getStatus().getState());
        state.show(pair.getStatus().getState().getValue(), tone);
        conditions.show(pair.getStatus().getConditions());
        PairFacts.show(facts, pair, live.inventory());
        loss = switch (pair.getSpec().getBackend()) {
            case VHOST_USER -> "Its peer is disconnected";
            case VHOST_VDPA -> "Its vDPA device is let go of";
            default -> "Its tap goes, with its addresses and routes";
        };
        editor.setVisible(signIn.mayChange() && pair.getSpec().getTap() != null);
        editor.show(live.inventory().tapOf(name));
        showEvents(pair, live.inventory());
        ledger.tell(live.inventory().ledgerOf(name).orElse(null));
        Sample sample = live.latest().get(name);
        path.show(pair, live.inventory(), sample, RateFormat.of(feed.history(name)));
        if (sample != null) {
            charts.push(sample);
            ledger.show(sample.counters());
        }
    }

    private void showEvents(Pair pair, Inventory inventory) {
        List<Event> ours = inventory.events().stream()
                .filter(event -> isOf(pair, event))
                .limit(EVENTS)
                .toList();
        happened.setVisible(!ours.isEmpty());
        events.show(ours, inventory);
    }

    private static boolean isOf(Pair pair, Event event) {
        TapSpec tap = pair.getSpec().getTap();
        return event.getType().startsWith("pair.")
                        && event.getSubject().equals(pair.getSpec().getName())
                || event.getType().startsWith("tap.")
                        && tap != null
                        && event.getSubject().equals(tap.getName());
    }

    private void confirmDelete() {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Delete pair %s?".formatted(name));
        dialog.setText("%s; its port is free afterwards. No other pair loses a packet.".formatted(loss));
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
                signIn.api().pairs().deletePair(name, null),
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
