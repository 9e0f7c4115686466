package io.offramp.frontend.pair;

import io.offramp.client.model.Pair;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the API would choose for what is left out; shown, never sent. */
final class Defaults {
    static final int QUEUES = 1;
    static final int QUEUE_SIZE = 1024;

    private static final long LOCAL = 0x02_00_00_00_00_00L;
    private static final long GROUP = 0x01_00_00_00_00_00L;

    private Defaults() {}

    /** A name that is free: exc0, exc1… */
    static String name(List<Pair> pairs) {
        Set<String> taken = pairs.stream().map(pair -> pair.getSpec().getName()).collect(Collectors.toSet());
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "exc" + i)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** The port's MAC address with the local bit set, the group bit cleared and the last byte raised by one. */
    static String tapMac(String portMac) {
        long bits = Long.parseLong(portMac.replace(":", ""), 16);
        long mac = (bits & ~0xffL | bits + 1 & 0xff | LOCAL) & ~GROUP;
        return IntStream.range(0, 6)
                .mapToObj(i -> "%02x".formatted(mac >> 8 * (5 - i) & 0xff))
                .collect(Collectors.joining(":"));
    }
}
