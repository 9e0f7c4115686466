package io.offramp.frontend.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import io.offramp.client.model.Check;
import io.offramp.client.model.CheckStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final List<Check> FOUND =
            List.of(check("tun", CheckStatus.PASS), check("vfio", CheckStatus.WARN), check("nofile", CheckStatus.FAIL));

    @Test
    void theWorstComesFirstElseTheServicesOrderStays() {
        assertThat(Checks.worstFirst(List.of(
                        check("a", CheckStatus.WARN),
                        check("b", CheckStatus.PASS),
                        check("c", CheckStatus.WARN),
                        check("d", CheckStatus.FAIL))))
                .extracting(Check::getId)
                .containsExactly("d", "a", "c", "b");
    }

    @Test
    void eachIsShownWithItsStatusInWords() {
        Checks checks = new Checks();

        checks.show(FOUND);

        assertThat(checks.getChildren().map(child -> child.getElement().getTextRecursively()))
                .satisfiesExactly(
                        first -> assertThat(first).contains("FAIL · nofile", "Finding of nofile."),
                        second -> assertThat(second).contains("WARN · vfio", "Finding of vfio."),
                        third -> assertThat(third).contains("PASS", "tun", "Finding of tun."));
    }

    @Test
    void whatHasNotChangedIsNotMadeAnew() {
        Checks checks = new Checks();
        checks.show(FOUND);
        List<Component> before = checks.getChildren().toList();

        checks.show(List.copyOf(FOUND));

        assertThat(checks.getChildren()).containsExactlyElementsOf(before);
    }

    private static Check check(String id, CheckStatus status) {
        return new Check()
                .id(id)
                .status(status)
                .finding("finding of " + id)
                .remedy(status == CheckStatus.PASS ? null : "modprobe " + id);
    }
}
