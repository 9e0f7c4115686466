package io.offramp.frontend.pair;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the API asks of a pair's fields, so that a mistake shows while one types. The API has the last word. Patterns and
 * ranges are those of {@code openapi.yaml}; a test compares them.
 */
final class PairRules {
    static final String NAME = "^[A-Za-z][A-Za-z0-9_-]{0,14}$";
    static final String MAC = "^(?!00(?::00){5}$)[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}$";
    static final String SOCKET = "^/(?:run|tmp|var)(?:/(?!\\.\\.?(?:/|$))[A-Za-z0-9_.@+:-]+)+$";
    static final int LONGEST_SOCKET = 106;
    static final String DEVICE = "^/dev/vhost-vdpa-(?:0|[1-9][0-9]{0,5})$";
    static final int LEAST_MTU = 68;
    static final int GREATEST_MTU = 9710;
    static final int GREATEST_QUEUES = 8;
    static final int LEAST_QUEUE_SIZE = 64;
    static final int GREATEST_QUEUE_SIZE = 32_768;
    static final List<Integer> QUEUE_SIZES = IntStream.iterate(
                    LEAST_QUEUE_SIZE, size -> size <= GREATEST_QUEUE_SIZE, size -> size * 2)
            .boxed()
            .toList();
    static final int MOST_ADDRESSES = 64;

    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);
    private static final Pattern MAC_PATTERN = Pattern.compile(MAC);
    private static final Pattern SOCKET_PATTERN = Pattern.compile(SOCKET);
    private static final Pattern DEVICE_PATTERN = Pattern.compile(DEVICE);
    private static final Pattern CIDR = Pattern.compile("([0-9A-Fa-f.:]{2,45})/(0|[1-9][0-9]{0,2})");
    private static final Pattern IPV4 = Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");
    private static final String NAME_MESSAGE =
            "must be a letter followed by up to 14 letters, digits, hyphens or underscores";
    private static final String NO_CIDR =
            "%s must be a unicast address with its prefix length, such as 192.0.2.1/24 or 2001:db8::1/64";

    private PairRules() {}

    /** Nothing when it is right, like all of these. */
    static Optional<String> name(String name) {
        return name.isEmpty() ? Optional.of("is required") : interfaceName(name);
    }

    /** None at all is right: the pair's name is taken. */
    static Optional<String> interfaceName(String name) {
        return name.isEmpty() || NAME_PATTERN.matcher(name).matches() ? Optional.empty() : Optional.of(NAME_MESSAGE);
    }

    static Optional<String> mac(String mac) {
        return mac.isEmpty() || MAC_PATTERN.matcher(mac).matches()
                ? Optional.empty()
                : Optional.of("must be a unicast MAC address such as 02:00:00:00:00:01");
    }

    static Optional<String> socket(String path) {
        if (path.isEmpty()) {
            return Optional.of("is required");
        }
        if (path.length() > LONGEST_SOCKET) {
            return Optional.of("must have %d characters at most".formatted(LONGEST_SOCKET));
        }
        return SOCKET_PATTERN.matcher(path).matches()
                ? Optional.empty()
                : Optional.of("must be an absolute path below /run, /tmp or /var, of letters, digits and . _ @ + : -");
    }

    static Optional<String> device(String path) {
        if (path.isEmpty()) {
            return Optional.of("is required");
        }
        return DEVICE_PATTERN.matcher(path).matches()
                ? Optional.empty()
                : Optional.of("must be the path of a vDPA device such as /dev/vhost-vdpa-0");
    }

    static Optional<String> mtu(int mtu) {
        return mtu >= LEAST_MTU && mtu <= GREATEST_MTU
                ? Optional.empty()
                : Optional.of("must be from %d to %d bytes".formatted(LEAST_MTU, GREATEST_MTU));
    }

    static Optional<String> queues(int queues) {
        return queues >= 1 && queues <= GREATEST_QUEUES
                ? Optional.empty()
                : Optional.of("must be from 1 to " + GREATEST_QUEUES);
    }

    static Optional<String> addresses(List<String> addresses) {
        if (addresses.size() > MOST_ADDRESSES) {
            return Optional.of("must not hold more than %d addresses".formatted(MOST_ADDRESSES));
        }
        Set<InetAddress> seen = new HashSet<>();
        for (String cidr : addresses) {
            Optional<InetAddress> address = address(cidr);
            if (address.isEmpty()) {
                return Optional.of(NO_CIDR.formatted(cidr));
            }
            if (!seen.add(address.get())) {
                return Optional.of("must not hold the same address twice");
            }
        }
        return Optional.empty();
    }

    /** Never asks a name server: only literals are read. */
    private static Optional<InetAddress> address(String cidr) {
        var parts = CIDR.matcher(cidr);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String literal = parts.group(1);
        boolean ipv4 = literal.indexOf(':') < 0;
        if (ipv4 && !IPV4.matcher(literal).matches() || Integer.parseInt(parts.group(2)) > (ipv4 ? 32 : 128)) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            // ::ffff:192.0.2.1 is an IPv4 address in disguise, which no interface can have.
            boolean disguised = address instanceof Inet4Address && !ipv4;
            boolean unicast =
                    !address.isAnyLocalAddress() && !address.isMulticastAddress() && !literal.equals("255.255.255.255");
            return unicast && !disguised ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException noLiteral) {
            return Optional.empty();
        }
    }
}
