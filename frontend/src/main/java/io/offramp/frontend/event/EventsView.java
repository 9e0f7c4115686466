package io.offramp.frontend.event;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.Event;
import io.offramp.frontend.component.Card;
import io.offramp.frontend.component.EventList;
import io.offramp.frontend.component.PageHead;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Inventory;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import java.util.List;

/** Who changed what, and what happened by itself: the latest events as they come. */
@Route("events")
@Menu(title = "Events", order = 2.7, icon = "list")
@PageTitle("Events · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class EventsView extends Main {
    private final SeverityChoice severity = new SeverityChoice(this::show);
    private final Input subject = new Input();
    private final EventList list = new EventList();
    private final H2 nothing = new H2();
    private final Paragraph why = new Paragraph();
    private final Div empty = new Div(nothing, why);
    private final Card card;
    private transient Inventory inventory;

    EventsView(Feed feed) {
        inventory = feed.now().inventory();
        addClassName("page");
        Span note = new Span("the latest 200, times in UTC");
        note.addClassName("muted");
        subject.setPlaceholder("part of a name");
        subject.setType("search");
        subject.setValueChangeMode(ValueChangeMode.LAZY);
        subject.addValueChangeListener(_ -> show());
        Div filter = new Div(label("Severity", "event-severity", severity), label("Subject", "event-subject", subject));
        filter.addClassName("event-filter");
        empty.addClassName("empty");
        empty.setVisible(false);
        card = new Card(list);
        add(new PageHead("Events", note), filter, empty, card);
        LiveUpdates.bind(this, feed, this::show);
    }

    private static Div label(String text, String id, Component field) {
        field.setId(id);
        NativeLabel label = new NativeLabel(text);
        label.setFor(id);
        return new Div(label, field);
    }

    private void show(Live live) {
        inventory = live.inventory();
        show();
    }

    private void show() {
        List<Event> all = inventory.events();
        List<Event> chosen = new EventFilter(severity.least(), subject.getValue()).of(all);
        empty.setVisible(inventory.known() && chosen.isEmpty());
        nothing.setText(all.isEmpty() ? "No event yet" : "No such event");
        why.setText(
                all.isEmpty()
                        ? "What is changed, and what happens by itself, will be told here."
                        : "None of the latest events has this severity and subject.");
        card.setVisible(!chosen.isEmpty());
        list.show(chosen, inventory);
    }
}
