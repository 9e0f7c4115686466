package io.offramp.frontend.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.offramp.frontend.feed.Live;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Tells when the numbers are not those of this moment. */
@SuppressWarnings("serial") // sessions stay in memory
class Banner extends Div {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Span text = new Span();
    private String shown = "";

    Banner() {
        addClassName("banner");
        setId("banner");
        Span mark = new Span("✕");
        mark.getElement().setAttribute("aria-hidden", "true");
        add(mark, text);
        setVisible(false);
    }

    void show(Live live, String address) {
        String sentence = switch (live.connection()) {
            case LOST ->
                "The service at %s has not answered since %s. These are the last values; it is tried again by itself."
                        .formatted(address, CLOCK.format(live.since()));
            case REFUSED -> "The service no longer accepts the token.";
            case UP -> live.stale() == null ? "" : "Rates are live, but the rest is older: " + live.stale();
            case IDLE, CONNECTING -> "";
        };
        if (!sentence.equals(shown)) {
            shown = sentence;
            text.setText(sentence);
            setVisible(!sentence.isEmpty());
        }
    }
}
