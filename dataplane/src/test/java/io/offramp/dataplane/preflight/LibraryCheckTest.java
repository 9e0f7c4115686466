package io.offramp.dataplane.preflight;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LibraryCheckTest extends CheckTest {
    private static final String INSTALL =
            "apt-get install --no-install-recommends dpdk librte-meta-net librte-meta-mempool";

    @Test
    void theLibraryThatWasLoadedIsNamed() {
        passes(LibraryCheck.look(Optional.of("librte_eal.so.23"), machine()), "librte_eal.so.23", "22.11");
    }

    @Test
    void aMachineWithoutDpdkIsToldSo() {
        fails(LibraryCheck.look(Optional.empty(), machine()), INSTALL, "22.11 (librte_eal.so.23) is not found");
    }

    @Test
    void aVersionThatIsNotSupportedIsNamed() {
        tree.file("lib/x86_64-linux-gnu/librte_eal.so.25", "").file("lib/x86_64-linux-gnu/librte_eal.so", "");

        fails(LibraryCheck.look(Optional.empty(), machine()), INSTALL, "only DPDK 22.11", "has librte_eal.so.25");
    }
}
