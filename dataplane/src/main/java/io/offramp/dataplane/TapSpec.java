package io.offramp.dataplane;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tap that a pair shall have. A {@code null} asks for the default; in a {@link Pair} read back every default is filled in.
 *
 * @param name the kernel interface's name, {@link Syntax#INTERFACE_NAME}; default: the pair's name
 * @param mac the tap's MAC address, {@link Syntax#MAC}; default: the port's own with the locally administered bit set and
 *     the last byte changed
 * @param mtu the tap's MTU in bytes, 68 to 9710; default: the port's
 * @param up whether the tap is to be administratively up
 * @param addresses its addresses in CIDR notation, {@link Syntax#CIDR}
 * @param netns the named network namespace it is to live in; {@code null}: the service's own
 * @param persistent whether it is to survive the service
 */
public record TapSpec(
        @Nullable String name,
        @Nullable String mac,
        @Nullable Integer mtu,
        boolean up,
        List<String> addresses,
        @Nullable String netns,
        boolean persistent) {

    /** Takes a copy of the list. */
    public TapSpec {
        addresses = List.copyOf(addresses);
    }
}
