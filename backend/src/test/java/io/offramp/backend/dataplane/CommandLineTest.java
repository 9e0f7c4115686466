package io.offramp.backend.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blanksAreNoArguments(String line) {
        assertThat(CommandLine.split(line)).isEmpty();
    }

    @Test
    void blanksSeparateArguments() {
        assertThat(CommandLine.split(" --no-pci  -m\t512 --vdev=net_af_packet0,iface=v0 "))
                .containsExactly("--no-pci", "-m", "512", "--vdev=net_af_packet0,iface=v0");
    }

    @Test
    void quotesKeepBlanksTogetherAndAreTakenAway() {
        assertThat(CommandLine.split("--huge-dir=\"/mnt/huge pages\" 'a \"b\" c' d'e f'g"))
                .containsExactly("--huge-dir=/mnt/huge pages", "a \"b\" c", "de fg");
    }

    @Test
    void anEmptyQuotedArgumentIsAnArgument() {
        assertThat(CommandLine.split("a '' b")).containsExactly("a", "", "b");
    }

    @Test
    void aQuoteThatIsNotClosedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.split("--huge-dir='/mnt"))
                .withMessage("The quote ' is not closed in: --huge-dir='/mnt");
    }
}
