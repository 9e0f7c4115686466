package io.offramp.frontend.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.Event;
import io.offramp.client.model.Tap;
import io.offramp.frontend.feed.Inventory;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Events, the newest first. A row stays as long as its event is shown: who reads it keeps the focus. */
@SuppressWarnings("serial") // sessions stay in memory
public final class EventList extends OrderedList {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Map<Long, ListItem> rows = new HashMap<>();

    /** Shows nothing yet. */
    public EventList() {
        addClassName("events");
    }

    /**
     * Shows events.
     *
     * @param events all of them, the newest first
     * @param inventory what the service has: only what is there is linked to
     */
    public void show(List<Event> events, Inventory inventory) {
        Set<Long> shown = new HashSet<>();
        events.forEach(event -> shown.add(event.getId()));
        rows.entrySet().removeIf(row -> {
            boolean gone = !shown.contains(row.getKey());
            if (gone) {
                remove(row.getValue());
            }
            return gone;
        });
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            ListItem row = rows.computeIfAbsent(event.getId(), _ -> row(event, inventory));
            if (i >= getComponentCount() || getComponentAt(i) != row) {
                addComponentAtIndex(i, row);
            }
        }
    }

    private static ListItem row(Event event, Inventory inventory) {
        Span time = new Span(TIME.format(event.getTime()));
        time.addClassNames("time", "muted");
        time.getElement().setAttribute("title", event.getTime().toString());
        Div head = new Div(
                new Badge(event.getSeverity().getValue(), Tone.of(event.getSeverity())),
                time,
                subject(event, inventory));
        head.addClassName("head");
        Span message = new Span(event.getMessage());
        message.addClassName("message");
        String origin = event.getOrigin();
        Span author = new Span(
                "%s by %s%s".formatted(event.getType(), event.getAuthor(), origin == null ? "" : " from " + origin));
        author.addClassNames("author", "muted");
        return new ListItem(head, message, author);
    }

    private static Component subject(Event event, Inventory inventory) {
        Component subject = page(event, inventory)
                .<Component>map(page -> new Anchor(page, event.getSubject()))
                .orElseGet(() -> new Span(event.getSubject()));
        subject.addClassName("subject");
        return subject;
    }

    /** Where more is to be seen of what an event happened to, if it is still there. */
    private static Optional<String> page(Event event, Inventory inventory) {
        String subject = event.getSubject();
        return switch (event.getType().split("\\.")[0]) {
            case "pair" -> inventory.pair(subject).map(_ -> "pairs/" + subject);
            case "tap" ->
                inventory.taps().stream()
                        .filter(tap -> tap.getName().equals(subject))
                        .map(Tap::getPair)
                        .map(pair -> "pairs/" + pair)
                        .findFirst();
            case "port" -> inventory.port(subject).map(_ -> "ports");
            default -> Optional.empty();
        };
    }
}
