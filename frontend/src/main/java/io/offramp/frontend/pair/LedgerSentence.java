package io.offramp.frontend.pair;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.LedgerVerdict;
import io.offramp.client.model.PairLedger;
import io.offramp.frontend.component.CopyText;
import io.offramp.frontend.component.Notice;
import io.offramp.frontend.component.Tone;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The biggest loss of the last seconds in the service's words. It changes in place: who is about to copy the remedy keeps the focus. */
@SuppressWarnings("serial") // sessions stay in memory
final class LedgerSentence extends Div {
    private final Span mark = new Span();
    private final Span window = new Span();
    private final Span message = new Span();
    private final CopyText remedy = new CopyText("");

    LedgerSentence() {
        mark.addClassName("mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        window.addClassName("type");
        message.addClassName("message");
        Div body = new Div(window, message, remedy);
        body.addClassName("body");
        add(mark, body);
        setVisible(false);
    }

    /** Shows what the service tells; nothing where it was not asked yet. */
    void show(@Nullable PairLedger ledger) {
        setVisible(ledger != null);
        if (ledger == null) {
            return;
        }
        Tone tone = Tone.of(ledger.getVerdict());
        setClassName("notice " + tone.css());
        mark.setText(tone.mark());
        showWindow(ledger);
        message.setText(Notice.sentence(ledger.getSentence()));
        remedy.setVisible(ledger.getRemedy() != null);
        remedy.setText(ledger.getRemedy() == null ? "" : ledger.getRemedy());
    }

    /** Other sentences tell it themselves. */
    private void showWindow(PairLedger ledger) {
        boolean told = ledger.getFrom() != null
                && ledger.getTo() != null
                && (ledger.getVerdict() == LedgerVerdict.LOSS || ledger.getVerdict() == LedgerVerdict.KEPT_BACK);
        window.setVisible(told);
        if (told) {
            long millis = Duration.between(ledger.getFrom(), ledger.getTo()).toMillis();
            window.setText("Last %d s".formatted(Math.round(millis / 1000.0)));
        }
    }
}
