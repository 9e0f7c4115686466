package io.offramp.frontend.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.Check;
import io.offramp.client.model.Condition;
import io.offramp.frontend.api.Refusal;
import java.util.Objects;

/** Something that an operator should know, and what to do about it. */
@SuppressWarnings("serial") // sessions stay in memory
public final class Notice extends Div {

    /**
     * Shows a condition of the host, a port or a pair.
     *
     * @param condition what the service tells
     */
    public Notice(Condition condition) {
        this(condition.getType(), condition.getMessage(), condition.getRemedy(), Tone.of(condition));
    }

    /**
     * Shows a check that has not passed.
     *
     * @param check what the preflight tells
     */
    public Notice(Check check) {
        this(
                "%s · %s".formatted(check.getStatus(), check.getId()),
                check.getFinding(),
                Objects.requireNonNullElse(check.getRemedy(), ""),
                Tone.of(check.getStatus()));
    }

    /**
     * Shows why a call did not succeed.
     *
     * @param refusal in the API's own words
     */
    public Notice(Refusal refusal) {
        this("", refusal.message(), refusal.remedy(), Tone.FAULT);
    }

    private Notice(String type, String message, String remedy, Tone tone) {
        addClassNames("notice", tone.css());
        Span text = new Span(sentence(message));
        text.addClassName("message");
        Div body = new Div();
        body.addClassName("body");
        if (!type.isEmpty()) {
            Span label = new Span(type);
            label.addClassName("type");
            body.add(label);
        }
        body.add(text, new CopyText(remedy));
        Span mark = new Span(tone.mark());
        mark.addClassName("mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        add(mark, body);
    }

    /**
     * Makes a sentence of a message.
     *
     * @param message without a full stop, possibly
     * @return with a capital and a full stop
     */
    public static String sentence(String message) {
        String ended = message.endsWith(".") ? message : message + ".";
        return Character.toUpperCase(ended.charAt(0)) + ended.substring(1);
    }
}
