package io.offramp.backend.tap;

import io.offramp.dataplane.Tap;
import java.util.ArrayList;
import java.util.List;

/** Says in words what has changed of a tap. */
final class TapDifferences {
    /** The kernel's own addresses come and go as a tap is set up and down. */
    private static final String LINK_LOCAL = "fe80:";

    private TapDifferences() {}

    static List<String> between(Tap before, Tap after) {
        List<String> differences = new ArrayList<>();
        differ(differences, "MAC address", before.mac(), after.mac());
        differ(differences, "MTU", before.mtu(), after.mtu());
        differ(differences, "admin state", before.up() ? "up" : "down", after.up() ? "up" : "down");
        List<String> had = chosen(before);
        List<String> has = chosen(after);
        had.stream()
                .filter(address -> !has.contains(address))
                .forEach(address -> differences.add("address %s removed".formatted(address)));
        has.stream()
                .filter(address -> !had.contains(address))
                .forEach(address -> differences.add("address %s added".formatted(address)));
        return differences;
    }

    private static List<String> chosen(Tap tap) {
        return tap.addresses().stream()
                .filter(address -> !address.startsWith(LINK_LOCAL))
                .toList();
    }

    private static void differ(List<String> differences, String what, Object before, Object after) {
        if (!before.equals(after)) {
            differences.add("%s from %s to %s".formatted(what, before, after));
        }
    }
}
