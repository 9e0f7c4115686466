package io.offramp.frontend.pair;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import io.offramp.client.model.LedgerVerdict;
import io.offramp.client.model.PairLedger;
import io.offramp.frontend.component.CopyText;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerSentenceTest {
    private static final Instant END = Instant.parse("2026-11-22T10:05:00Z");

    private final LedgerSentence sentence = new LedgerSentence();

    private static PairLedger loss(String words) {
        return new PairLedger()
                .pair("exc0")
                .from(END.minusNanos(10_400_000_000L))
                .to(END)
                .verdict(LedgerVerdict.LOSS)
                .sentence(words)
                .remedy("ip link set dev exc0 txqueuelen 4000");
    }

    private static Stream<Component> all(Component component) {
        return Stream.concat(Stream.of(component), component.getChildren().flatMap(LedgerSentenceTest::all));
    }

    private CopyText remedy() {
        return all(sentence)
                .filter(CopyText.class::isInstance)
                .map(CopyText.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLossIsToldWithItsWindowAndARemedyToCopy() {
        sentence.show(loss("38 % dropped"));

        assertThat(sentence.isVisible()).isTrue();
        assertThat(sentence.getElement().getTextRecursively()).contains("Last 10 s", "38 % dropped.");
        assertThat(remedy().isVisible()).isTrue();
        assertThat(remedy().getElement().getProperty("text")).isEqualTo("ip link set dev exc0 txqueuelen 4000");
        assertThat(sentence.getClassNames()).containsExactlyInAnyOrder("notice", "tone-warning");
    }

    @Test
    void itChangesInPlace() {
        sentence.show(loss("38 % dropped"));
        CopyText before = remedy();

        sentence.show(loss("37 % dropped"));

        assertThat(sentence.getElement().getTextRecursively()).contains("37 % dropped.");
        assertThat(remedy()).isSameAs(before);
    }

    @Test
    void whatNeedsNoRemedyHasNone() {
        sentence.show(loss("38 % dropped"));

        sentence.show(loss("nothing lost").verdict(LedgerVerdict.NOTHING_LOST).remedy(null));

        assertThat(remedy().isVisible()).isFalse();
        assertThat(sentence.getClassNames()).containsExactlyInAnyOrder("notice", "tone-good");
    }

    @Test
    void aPairThatCouldNotBeBuiltHasNoWindow() {
        sentence.show(loss("no packet can move")
                .verdict(LedgerVerdict.NOT_BUILT)
                .from(null)
                .to(null));

        assertThat(all(sentence).filter(part -> part.getElement().getText().startsWith("Last")))
                .noneMatch(Component::isVisible);
        assertThat(sentence.getClassNames()).contains("tone-fault");
    }

    @Test
    void nothingIsShownBeforeTheServiceWasAsked() {
        sentence.show(null);

        assertThat(sentence.isVisible()).isFalse();
    }
}
