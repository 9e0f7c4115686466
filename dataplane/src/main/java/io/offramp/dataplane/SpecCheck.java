package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks wishes against the allow-lists of {@link Syntax} before anything is done. The API has checked them by then, but
 * what ends up in devargs is checked where they are made.
 */
final class SpecCheck {
    private static final int MIN_MTU = 68;
    private static final int MIN_MTU_IPV6 = 1280;
    private static final int MAX_MTU = 9710;

    private SpecCheck() {}

    static void pair(PairSpec spec) {
        matches(
                "name",
                spec.name(),
                Syntax.PAIR_NAME,
                "a letter, then letters, digits, '-' or '_', 15 characters at most");
        matches("port", spec.port(), Syntax.DEVICE_NAME, "a PCI address such as 0000:84:00.0 or a vdev name");
        require(spec.queues() >= 1 && spec.queues() <= 8, "queues", "must be 1 to 8");
        require(
                spec.queueSize() >= 64 && spec.queueSize() <= 32768 && Integer.bitCount(spec.queueSize()) == 1,
                "queueSize",
                "must be a power of two from 64 to 32768");
        boolean tap = spec.backend().endsInTap();
        require((spec.tap() != null) == tap, "tap", tap ? "is required" : "cannot be had with " + spec.backend());
        boolean vhostUser = spec.backend() == Backend.VHOST_USER;
        require(
                (spec.socket() != null) == vhostUser,
                "socket",
                vhostUser ? "is required with VHOST_USER" : "is for VHOST_USER only");
        boolean vdpa = spec.backend() == Backend.VHOST_VDPA;
        require(
                (spec.device() != null) == vdpa,
                "device",
                vdpa ? "is required with VHOST_VDPA" : "is for VHOST_VDPA only");
        if (spec.socket() != null) {
            socket(spec.socket());
        }
        if (spec.device() != null) {
            matches("device", spec.device(), Syntax.VDPA_DEVICE, "the path of a vDPA device such as /dev/vhost-vdpa-0");
        }
        if (spec.tap() != null) {
            tap(spec.tap());
        }
    }

    private static void socket(VhostSocket socket) {
        matches(
                "socket",
                socket.path(),
                Syntax.SOCKET_PATH,
                "an absolute path below /run, /tmp or /var, of letters, digits and . _ @ + : -");
        require(
                socket.path().length() <= Syntax.SOCKET_PATH_MAX,
                "socket",
                "must have %d characters at most".formatted(Syntax.SOCKET_PATH_MAX));
    }

    private static void tap(TapSpec tap) {
        if (tap.name() != null) {
            matches(
                    "tap.name",
                    tap.name(),
                    Syntax.INTERFACE_NAME,
                    "a letter, then letters, digits, '-' or '_', 15 characters at most");
        }
        if (tap.mac() != null) {
            matches("tap.mac", tap.mac(), Syntax.MAC, "a unicast MAC address such as 02:00:00:00:00:01");
        }
        mtu("tap.mtu", tap.mtu(), tap.addresses());
        addresses("tap.addresses", tap.addresses());
    }

    static void mtu(String field, @Nullable Integer mtu, List<String> addresses) {
        if (mtu != null) {
            require(mtu >= MIN_MTU && mtu <= MAX_MTU, field, "must be %d to %d bytes".formatted(MIN_MTU, MAX_MTU));
            require(
                    mtu >= MIN_MTU_IPV6 || addresses.stream().noneMatch(SpecCheck::isIpv6),
                    field,
                    "must be at least %d bytes for an IPv6 address (RFC 8200)".formatted(MIN_MTU_IPV6));
        }
    }

    static void addresses(String field, List<String> addresses) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < addresses.size(); i++) {
            String each = "%s[%d]".formatted(field, i);
            String cidr = addresses.get(i);
            matches(each, cidr, Syntax.CIDR, "an address with its prefix length, such as 192.0.2.1/24");
            checkAddress(each, cidr);
            require(seen.add(canonical(cidr)), each, "is there twice");
        }
    }

    private static void checkAddress(String field, String cidr) {
        int slash = cidr.indexOf('/');
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        try {
            InetAddress address = InetAddress.ofLiteral(cidr.substring(0, slash));
            int bits = address.getAddress().length * Byte.SIZE;
            require(prefix >= 1 && prefix <= bits, field, "must have a prefix length of 1 to %d".formatted(bits));
        } catch (IllegalArgumentException malformed) {
            throw invalid(field, "is no IPv4 or IPv6 address");
        }
    }

    /** One spelling for each address with its prefix length. */
    static String canonical(String cidr) {
        int slash = cidr.indexOf('/');
        return InetAddress.ofLiteral(cidr.substring(0, slash)).getHostAddress() + cidr.substring(slash);
    }

    static Set<String> canonical(Collection<String> cidrs) {
        return cidrs.stream().map(SpecCheck::canonical).collect(Collectors.toSet());
    }

    private static boolean isIpv6(String cidr) {
        return cidr.indexOf(':') >= 0;
    }

    private static void matches(String field, String value, String pattern, String wanted) {
        require(value.matches(pattern), field, "must be " + wanted);
    }

    private static void require(boolean condition, String field, String rule) {
        if (!condition) {
            throw invalid(field, rule);
        }
    }

    private static DataplaneException invalid(String field, String rule) {
        return new DataplaneException(
                Code.INVALID_VALUE, field, "%s %s".formatted(field, rule), "Correct %s.".formatted(field));
    }
}
