package io.offramp.frontend.host;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.Check;
import io.offramp.client.model.CheckStatus;
import io.offramp.frontend.component.Badge;
import io.offramp.frontend.component.Notice;
import io.offramp.frontend.component.Tone;
import java.util.Comparator;
import java.util.List;

/** The checks of the preflight, worst first. Only made anew when they change: who is about to copy a remedy keeps the focus. */
@SuppressWarnings("serial") // sessions stay in memory
final class Checks extends Div {
    private transient List<Check> shown = List.of();

    Checks() {
        addClassName("checks");
    }

    void show(List<Check> checks) {
        if (checks.equals(shown)) {
            return;
        }
        shown = List.copyOf(checks);
        removeAll();
        worstFirst(checks)
                .forEach(check -> add(check.getStatus() == CheckStatus.PASS ? passed(check) : new Notice(check)));
    }

    static List<Check> worstFirst(List<Check> checks) {
        return checks.stream()
                .sorted(Comparator.comparing(Check::getStatus).reversed())
                .toList();
    }

    private static Div passed(Check check) {
        Span id = new Span(check.getId());
        id.addClassName("id");
        Span finding = new Span(Notice.sentence(check.getFinding()));
        Div line = new Div(new Badge(check.getStatus().getValue(), Tone.of(check.getStatus())), id, finding);
        line.addClassName("passed");
        return line;
    }
}
