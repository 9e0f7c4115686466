package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The devargs that may be hot-plugged: PCI devices, and those virtual ones whose arguments can neither read nor write a
 * file, each with the arguments that it may have.
 */
final class PortDevargs {
    private static final Map<String, Set<String>> VDEVS = Map.of(
            "net_af_packet", Set.of("iface", "qpairs", "blocksz", "framesz", "framecnt", "qdisc_bypass"),
            "net_af_xdp", Set.of("iface", "start_queue", "queue_count", "busy_budget", "force_copy"),
            "net_null", Set.of("size", "copy", "no-rx"),
            "net_ring", Set.of(),
            "net_pcap", Set.of("iface", "rx_iface", "tx_iface", "rx_iface_in"));

    private static final String VALUE = "[A-Za-z0-9_-]{1,32}";

    private PortDevargs() {}

    /** The device name of devargs that are allowed. */
    static String name(String devargs) {
        List<String> parts = List.of(devargs.split(",", -1));
        String name = parts.getFirst();
        if (!name.matches(Syntax.DEVICE_NAME)) {
            throw refused("does not begin with a PCI address or a vdev name");
        }
        Set<String> keys = name.indexOf(':') >= 0 ? Set.of() : keysOf(name);
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals < 0 || !keys.contains(part.substring(0, equals))) {
                throw refused("has the argument '%s', which %s may not have (allowed: %s)"
                        .formatted(
                                part,
                                name,
                                String.join(", ", keys.stream().sorted().toList())));
            }
            if (!part.substring(equals + 1).matches(VALUE)) {
                throw refused("has the value '%s', which is not of letters, digits, '-' and '_'"
                        .formatted(part.substring(equals + 1)));
            }
        }
        return name;
    }

    private static Set<String> keysOf(String name) {
        return VDEVS.entrySet().stream()
                .filter(vdev -> name.matches(vdev.getKey() + "[A-Za-z0-9_-]*"))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElseThrow(() -> refused("names no driver that may be plugged: "
                        + String.join(", ", VDEVS.keySet().stream().sorted().toList())));
    }

    private static DataplaneException refused(String what) {
        return new DataplaneException(
                Code.INVALID_VALUE,
                "devargs",
                "devargs " + what,
                "Give a PCI address such as 0000:84:00.0, or a vdev such as net_af_packet0,iface=eth1.");
    }
}
