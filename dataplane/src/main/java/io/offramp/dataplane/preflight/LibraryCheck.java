package io.offramp.dataplane.preflight;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** DPDK's libraries, of a version that the service knows the layouts of. */
final class LibraryCheck {
    private static final String ID = "dpdk-library";
    private static final String EAL = "librte_eal.so.";

    private LibraryCheck() {}

    /** @param soname of the EAL library that was loaded, if any could be */
    static Verdict look(Optional<String> soname, Machine machine) {
        return soname.map(found -> Verdict.pass(ID, "%s is found, of DPDK 22.11".formatted(found)))
                .orElseGet(() -> Verdict.fail(
                        ID,
                        others(machine.lib())
                                .map(names -> "only DPDK 22.11 (librte_eal.so.23) is supported, and this machine has %s"
                                        .formatted(names))
                                .orElse("DPDK 22.11 (librte_eal.so.23) is not found"),
                        "apt-get install --no-install-recommends dpdk librte-meta-net librte-meta-mempool"));
    }

    private static Optional<String> others(Path lib) {
        List<String> found = Stream.concat(Stream.of(""), Machine.names(lib).stream())
                .filter(name -> name.isEmpty() || name.endsWith("-linux-gnu"))
                .flatMap(name -> Machine.names(lib.resolve(name)).stream())
                .filter(name -> name.matches(EAL.replace(".", "\\.") + "\\d+"))
                .distinct()
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
    }
}
