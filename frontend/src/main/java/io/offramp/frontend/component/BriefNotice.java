package io.offramp.frontend.component;

import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.Condition;

/** A condition in one line that opens to its remedy. */
@SuppressWarnings("serial") // sessions stay in memory
class BriefNotice extends NativeDetails {

    BriefNotice(Condition condition) {
        Tone tone = Tone.of(condition);
        addClassNames("notice", "brief", tone.css());
        Span mark = new Span(tone.mark());
        mark.addClassName("mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        Span type = new Span(condition.getType());
        type.addClassName("type");
        Span message = new Span(Notice.sentence(condition.getMessage()));
        message.addClassName("message");
        setSummary(mark, type, message);
        setContent(new CopyText(condition.getRemedy()));
    }
}
