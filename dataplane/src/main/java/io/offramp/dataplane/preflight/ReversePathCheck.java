package io.offramp.dataplane.preflight;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * The reverse path filter of taps in this network namespace (Documentation/networking/ip-sysctl.rst): a strict one drops
 * what comes from a source to which another interface would be taken. The greater of {@code all} and the interface's own
 * counts.
 */
final class ReversePathCheck {
    private static final String ID = "rp-filter";
    private static final int STRICT = 1;

    private ReversePathCheck() {}

    /** @param ours whether an interface alias is that of a tap of a pair */
    static Verdict look(Machine machine, Predicate<String> ours) {
        Path interfaces = machine.sys().resolve("class/net");
        List<String> taps = Machine.names(interfaces).stream()
                .filter(name -> Machine.text(interfaces.resolve(name).resolve("ifalias"))
                        .filter(ours)
                        .isPresent())
                .toList();
        List<String> strict = taps.stream()
                .filter(tap -> Math.max(filter(machine, "all"), filter(machine, tap)) == STRICT)
                .toList();
        if (strict.isEmpty()) {
            return Verdict.pass(ID, taps.isEmpty() ? "there is no tap yet" : "no tap has a strict reverse path filter");
        }
        return Verdict.warn(
                ID,
                "the reverse path filter of %s is strict: packets of asymmetric routes are dropped"
                        .formatted(String.join(", ", strict)),
                "sysctl -w "
                        + String.join(
                                " ",
                                strict.stream()
                                        .map("net/ipv4/conf/%s/rp_filter=2"::formatted)
                                        .toList()));
    }

    private static int filter(Machine machine, String name) {
        return Machine.text(machine.proc()
                        .resolve("sys/net/ipv4/conf")
                        .resolve(name)
                        .resolve("rp_filter"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
