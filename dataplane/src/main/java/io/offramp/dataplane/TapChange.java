package io.offramp.dataplane;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change to a tap; {@code null} leaves a thing as it is.
 *
 * @param up whether it shall be administratively up
 * @param mtu its new MTU in bytes, 68 to 9710
 * @param addresses all addresses it shall have, in CIDR notation; those it has beyond them are removed, save IPv6 link-local
 *     ones, which are the kernel's
 */
public record TapChange(
        @Nullable Boolean up,
        @Nullable Integer mtu,
        @Nullable List<String> addresses) {}
