package io.offramp.frontend.pair;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import io.offramp.client.model.FromKernel;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.PairLedger;
import io.offramp.client.model.TapCounters;
import io.offramp.client.model.ToKernel;
import org.jspecify.annotations.Nullable;

/** Where every packet of a pair went since the pair was made, and in words where the last ones were lost. */
@SuppressWarnings("serial") // sessions stay in memory
class Ledger extends Div {
    private final LedgerSentence sentence = new LedgerSentence();
    private final LedgerBar toKernel = new LedgerBar("Received from the port")
            .part("handed to the kernel side", "--offramp-to-kernel")
            .part("filtered", "--offramp-filtered")
            .part("policed", "--offramp-policed")
            .part("ring full", "--offramp-ring-full");
    private final LedgerBar tap = new LedgerBar("Came out of the tap")
            .part("received by Linux", "--offramp-to-kernel")
            .part("refused by Linux", "--offramp-refused");
    private final LedgerBar fromTap = new LedgerBar("Sent by Linux")
            .part("put into the tap", "--offramp-from-kernel")
            .part("tap's queue full", "--offramp-queue-full");
    private final LedgerBar fromKernel = new LedgerBar("Received from the kernel side")
            .part("handed to the port", "--offramp-from-kernel")
            .part("ring full", "--offramp-ring-full");

    Ledger() {
        addClassName("ledger");
        Paragraph note = new Paragraph("Since the pair was made; every packet is in exactly one part of its bar.");
        note.addClassName("muted");
        Div columns = new Div(
                column("To kernel", "to-kernel", toKernel, tap),
                column("From kernel", "from-kernel", fromTap, fromKernel));
        columns.addClassName("columns");
        add(sentence, columns, note);
    }

    private static Div column(String heading, String css, LedgerBar... bars) {
        H3 title = new H3(heading);
        title.addClassName(css);
        Div column = new Div(title);
        column.addClassName("column");
        column.add(bars);
        return column;
    }

    void tell(@Nullable PairLedger ledger) {
        sentence.show(ledger);
    }

    void show(PairCounters counters) {
        ToKernel to = counters.getToKernel();
        toKernel.show(to.getRxPackets(), to.getTxPackets(), to.getFiltered(), to.getPoliced(), to.getRingFull());
        FromKernel from = counters.getFromKernel();
        fromKernel.show(from.getRxPackets(), from.getTxPackets(), from.getRingFull());
        TapCounters kernel = counters.getTap();
        tap.setVisible(kernel != null);
        fromTap.setVisible(kernel != null);
        if (kernel != null) {
            tap.show(kernel.getRxPackets() + kernel.getRxDropped(), kernel.getRxPackets(), kernel.getRxDropped());
            fromTap.show(kernel.getTxPackets() + kernel.getTxDropped(), kernel.getTxPackets(), kernel.getTxDropped());
        }
    }
}
