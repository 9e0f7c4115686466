package io.offramp.backend.validation;

import io.offramp.dataplane.Syntax;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An interface's address in CIDR notation.
 *
 * @param address the address
 * @param prefixLength the length of its network's prefix in bits
 */
record InterfaceAddress(InetAddress address, int prefixLength) {
    private static final Pattern CIDR = Pattern.compile(Syntax.CIDR);
    /** Without leading zeros, which C libraries read as octal. */
    private static final String NUMBER = "(?:0|[1-9][0-9]{0,2})";

    private static final Pattern PREFIX_LENGTH = Pattern.compile(NUMBER);
    /** All four parts, though the JDK takes fewer. */
    private static final Pattern IPV4 = Pattern.compile(NUMBER + "(?:\\." + NUMBER + "){3}");

    private static final String BROADCAST = "255.255.255.255";

    /** Never asks a name server: only literals are read. */
    static Optional<InterfaceAddress> parse(String cidr) {
        if (!CIDR.matcher(cidr).matches()) {
            return Optional.empty();
        }
        int slash = cidr.indexOf('/');
        String literal = cidr.substring(0, slash);
        String prefix = cidr.substring(slash + 1);
        boolean ipv4 = literal.indexOf(':') < 0;
        if (!PREFIX_LENGTH.matcher(prefix).matches()
                || ipv4 && !IPV4.matcher(literal).matches()) {
            return Optional.empty();
        }
        int prefixLength = Integer.parseInt(prefix);
        if (prefixLength > (ipv4 ? 32 : 128)) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            // ::ffff:192.0.2.1 is an IPv4 address in disguise, which no interface can have.
            boolean disguised = address instanceof Inet4Address && !ipv4;
            boolean unicast =
                    !address.isAnyLocalAddress() && !address.isMulticastAddress() && !literal.equals(BROADCAST);
            return unicast && !disguised ? Optional.of(new InterfaceAddress(address, prefixLength)) : Optional.empty();
        } catch (IllegalArgumentException notALiteral) {
            return Optional.empty();
        }
    }
}
