package io.offramp.frontend.port;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the API asks of devargs, so that a mistake shows while one types. A test compares it with {@code openapi.yaml}. */
final class DevargsRule {
    static final String PATTERN =
            "^(?:[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]|[A-Za-z][A-Za-z0-9_-]{0,62})(?:,[a-z][a-z0-9_-]*(?:=[A-Za-z0-9_.:/@+\\[\\]-]*)?)*$";
    static final int LONGEST = 122;

    /** Digits of a PCI domain. */
    private static final int PCI_DOMAIN = 4;

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    private DevargsRule() {}

    /** Whether they name a PCI device, so far. */
    static boolean isPci(String devargs) {
        return devargs.indexOf(':') == PCI_DOMAIN;
    }

    /** Nothing when they are right. */
    static Optional<String> check(String devargs) {
        if (devargs.isEmpty()) {
            return Optional.of("is required");
        }
        if (devargs.length() > LONGEST) {
            return Optional.of("must not be longer than %d characters".formatted(LONGEST));
        }
        return COMPILED.matcher(devargs).matches()
                ? Optional.empty()
                : Optional.of("must be a device name and its arguments, such as net_af_packet0,iface=eth1");
    }
}
