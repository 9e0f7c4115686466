package io.offramp.dataplane;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change to a tap; {@code null} leaves a thing as it is.
 *
 * @param mac its new MAC address, {@link Syntax#MAC}
 * @param mtu its new MTU in bytes, 68 to 9710; its port gets the same
 * @param up whether it shall be administratively up
 * @param addresses all addresses it shall have, in CIDR notation; those it has beyond them are removed, save IPv6 link-local
 *     ones, which are the kernel's
 */
public record TapChange(
        @Nullable String mac,
        @Nullable Integer mtu,
        @Nullable Boolean up,
        @Nullable List<String> addresses) {

    /** What differs between two specs, but for what only a rebuild can change. */
    static TapChange between(TapSpec now, TapSpec wanted) {
        return new TapChange(
                wanted.mac() != null && !wanted.mac().equals(now.mac()) ? wanted.mac() : null,
                wanted.mtu() != null && !wanted.mtu().equals(now.mtu()) ? wanted.mtu() : null,
                wanted.up() != now.up() ? wanted.up() : null,
                wanted.addresses().equals(now.addresses()) ? null : wanted.addresses());
    }

    /** What makes a tap what it was. */
    static TapChange backTo(Tap before) {
        return new TapChange(before.mac(), before.mtu(), before.up(), before.addresses());
    }
}
