package io.offramp.dataplane;

/**
 * The allow-lists for whatever ends up in devargs, a path or a netlink request, as regular expressions over the whole
 * string. They are stricter than the kernel and DPDK: a comma in a device name would start a new devarg.
 */
public final class Syntax {
    /** A pair's name; becomes part of a device name, and by default the tap's name: see {@link #INTERFACE_NAME}. */
    public static final String PAIR_NAME = "[A-Za-z][A-Za-z0-9_-]{0,14}";

    /** A kernel interface's name: at most 15 characters ({@code IFNAMSIZ} less the NUL), no {@code %}, slash, colon or dot. */
    public static final String INTERFACE_NAME = "[A-Za-z][A-Za-z0-9_-]{0,14}";

    /** A PCI device's domain, bus, device and function. */
    public static final String PCI_ADDRESS = "[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\\.[0-7]";

    /** A DPDK device name: a PCI address with domain, or a vdev's name ({@code RTE_DEV_NAME_MAX_LEN} is 64). */
    public static final String DEVICE_NAME = PCI_ADDRESS + "|[A-Za-z][A-Za-z0-9_-]{0,62}";

    /** A unicast MAC address in colon notation: the group bit of its first byte is clear. */
    public static final String MAC = "[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}";

    /** The characters of an IPv4 or IPv6 address with its prefix length; the rest is checked by parsing. */
    public static final String CIDR = "[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}";

    /**
     * The path of a UNIX socket, below the folders where services keep theirs; at most {@link #SOCKET_PATH_MAX} characters. No
     * comma or equals sign, which would start another devarg, and no {@code ..}.
     */
    public static final String SOCKET_PATH = "/(?:run|tmp|var)(?:/(?!\\.\\.?(?:/|$))[A-Za-z0-9_.@+:-]+)+";

    /** What fits into {@code sun_path} of {@code struct sockaddr_un} with its NUL and a character of our own. */
    public static final int SOCKET_PATH_MAX = 106;

    /** The character device of a vDPA device: {@code vhost-vdpa-} and its minor number (drivers/vhost/vdpa.c). */
    public static final String VDPA_DEVICE = "/dev/vhost-vdpa-(?:0|[1-9][0-9]{0,5})";

    private Syntax() {}
}
