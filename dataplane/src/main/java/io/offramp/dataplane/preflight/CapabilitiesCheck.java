package io.offramp.dataplane.preflight;

import io.offramp.dataplane.eal.Privileges;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The capabilities of this process (capabilities(7)), and what each is for. */
final class CapabilitiesCheck {
    private static final String ID = "capabilities";
    private static final int IPC_LOCK = 14;

    private record Capability(String name, int number, Verdict.Level absence, String use) {}

    private static final List<Capability> USED = List.of(
            new Capability("CAP_NET_ADMIN", 12, Verdict.Level.FAIL, "making taps and changing links"),
            new Capability("CAP_NET_RAW", 13, Verdict.Level.WARN, "net_af_packet ports"),
            // As good as root: the service does not ask for it, and names it where it is missed.
            new Capability("CAP_SYS_ADMIN", 21, Verdict.Level.PASS, "taps in network namespaces (setns)"));

    private CapabilitiesCheck() {}

    static Verdict look(Machine machine) {
        long effective = Privileges.effective(machine.proc());
        List<Capability> missing = USED.stream()
                .filter(capability -> !has(effective, capability.number))
                .toList();
        Verdict.Level level = missing.stream()
                .map(Capability::absence)
                .max(Verdict.Level::compareTo)
                .orElse(Verdict.Level.PASS);
        List<String> parts = new ArrayList<>();
        USED.forEach(capability -> parts.add(
                "%s%s for %s".formatted(missing.contains(capability) ? "no " : "", capability.name, capability.use)));
        String finding = "the process has " + String.join(", ", parts);
        if (level == Verdict.Level.PASS) {
            return Verdict.pass(ID, finding);
        }
        String wanted = USED.stream()
                .filter(capability -> capability.absence != Verdict.Level.PASS)
                .map(capability ->
                        "+" + capability.name.substring("CAP_".length()).toLowerCase(Locale.ROOT))
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
        return new Verdict(
                ID,
                level,
                finding,
                ("sudo setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups --inh-caps=%1$s --ambient-caps=%1$s "
                                + "java -jar offramp-backend.jar")
                        .formatted(wanted));
    }

    /** Whether limits on locked memory do not hold for the process. */
    static boolean locksWithoutLimit(Machine machine) {
        return has(Privileges.effective(machine.proc()), IPC_LOCK);
    }

    private static boolean has(long effective, int capability) {
        return (effective >>> capability & 1) == 1;
    }
}
