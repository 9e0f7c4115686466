package io.offramp.backend.validation;

import io.offramp.dataplane.Syntax;

/**
 * The dataplane's allow-lists, and one of our own, as {@code @Pattern}s: anchored, because JSON Schema's patterns are not, with
 * what to say.
 */
public final class Patterns {
    /** A pair's name. */
    public static final String PAIR_NAME = "^" + Syntax.PAIR_NAME + "$";

    /** What to say of another string. */
    public static final String PAIR_NAME_MESSAGE =
            "must be a letter followed by up to 14 letters, digits, hyphens or underscores";

    /** A tap's name. */
    public static final String TAP_NAME = "^" + Syntax.INTERFACE_NAME + "$";

    /** What to say of another string. */
    public static final String TAP_NAME_MESSAGE =
            "must be a letter followed by up to 14 letters, digits, hyphens or underscores";

    /** A port's device name. */
    public static final String PORT_NAME = "^(?:" + Syntax.DEVICE_NAME + ")$";

    /** What to say of another string. */
    public static final String PORT_NAME_MESSAGE =
            "must be a PCI address with domain such as 0000:84:00.0, or a vdev's name such as net_af_packet0";

    /** A device name, then arguments {@code ,key=value}; a value holds nothing that would start another argument. */
    public static final String DEVARGS =
            "^(?:" + Syntax.DEVICE_NAME + ")(?:,[a-z][a-z0-9_-]*(?:=[A-Za-z0-9_.:/@+\\[\\]-]*)?)*$";

    /** What to say of another string. */
    public static final String DEVARGS_MESSAGE =
            "must be a device name and its arguments, such as net_af_packet0,iface=eth1";

    /** A tap's MAC address: unicast and not all zero. */
    public static final String MAC = "^(?!00(?::00){5}$)" + Syntax.MAC + "$";

    /** What to say of another string. */
    public static final String MAC_MESSAGE = "must be a unicast MAC address such as 02:00:00:00:00:01";

    /** A named network namespace: a file name in {@code /run/netns} that is neither hidden nor a path. */
    public static final String NETNS = "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$";

    /** What to say of another string. */
    public static final String NETNS_MESSAGE =
            "must be up to 64 letters, digits, hyphens, underscores or dots, the first of them no hyphen or dot";

    /** The path of a vhost-user socket. */
    public static final String SOCKET_PATH = "^" + Syntax.SOCKET_PATH + "$";

    /** What to say of another string. */
    public static final String SOCKET_PATH_MESSAGE =
            "must be an absolute path below /run, /tmp or /var, of letters, digits and . _ @ + : - without any ..";

    /** What to say of one that is too long. */
    public static final String SOCKET_LENGTH_MESSAGE = "must have 106 characters at most";

    /** The character device of a vDPA device. */
    public static final String VDPA_DEVICE = "^" + Syntax.VDPA_DEVICE + "$";

    /** What to say of another string. */
    public static final String VDPA_DEVICE_MESSAGE = "must be the path of a vDPA device such as /dev/vhost-vdpa-0";

    /** A token's name. */
    public static final String TOKEN_NAME = "^[A-Za-z][A-Za-z0-9_-]{0,31}$";

    /** What to say of another string. */
    public static final String TOKEN_NAME_MESSAGE =
            "must be a letter followed by up to 31 letters, digits, hyphens or underscores";

    /** What to say of an MTU out of range. */
    public static final String MTU_MESSAGE = "must be from 68 to 9710 bytes";

    private Patterns() {}
}
