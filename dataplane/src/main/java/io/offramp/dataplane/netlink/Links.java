package io.offramp.dataplane.netlink;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibNl;
import io.offramp.dataplane.ffm.LibNlRoute;
import io.offramp.dataplane.tuntap.TapFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;

/**
 * The kernel's interfaces, asked and changed through one rtnetlink socket. Every answer comes from the kernel at the time of
 * the call; nothing is cached. Every call returns when the kernel has answered; only {@link #await} waits for more.
 *
 * <p>Used by the thread that opened it and by no other (libnl's sockets are not thread-safe): another one gets a {@link
 * WrongThreadException}. It sees the network namespace in which that thread was at {@link #open()}; the thread must stay
 * there. After {@link #close()} every call throws {@link IllegalStateException}.
 *
 * <p>Whatever changes something needs {@code CAP_NET_ADMIN}. All methods throw {@link NetlinkException} when libnl or the
 * kernel refuses, with code {@link NetlinkException#NLE_NODEV} when there is no such interface, and {@link
 * IllegalArgumentException} when an argument is malformed.
 */
public final class Links implements AutoCloseable {
    private static final int NLM_F_EXCL = 0x200;
    private static final int AF_UNSPEC = 0;

    /** {@code IFALIASZ} less one, and the NUL that libnl sends is counted too. */
    private static final int LONGEST_ALIAS = 254;

    private final NetlinkSocket socket;

    private Links(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * Opens a socket in the calling thread's network namespace.
     *
     * @return to be closed by the same thread
     * @throws UnsatisfiedLinkError when libnl-route-3 is missing, naming the Debian package
     */
    public static Links open() {
        return new Links(NetlinkSocket.open());
    }

    /**
     * Looks for an interface by name.
     *
     * @param name its name or an alternative name of it
     * @return the interface as it is now, or empty when there is none
     */
    public Optional<Link> find(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an interface name is never empty");
        }
        try (Arena arena = Arena.ofConfined()) {
            return find(0, arena.allocateFrom(name), "rtnl_link_get_kernel(name=%s)".formatted(name));
        }
    }

    /**
     * Looks for an interface by index.
     *
     * @param ifindex its index, 1 or more
     * @return the interface as it is now, or empty when there is none
     */
    public Optional<Link> find(int ifindex) {
        checkIndex(ifindex);
        return find(ifindex, MemorySegment.NULL, "rtnl_link_get_kernel(ifindex=%d)".formatted(ifindex));
    }

    /**
     * All interfaces of the namespace, asked for at once.
     *
     * @return as they are now, in the kernel's order
     */
    public List<Link> all() {
        List<Link> all = new ArrayList<>();
        dump(
                "rtnl_link_alloc_cache",
                (sk, result) -> LibNlRoute.rtnl_link_alloc_cache(sk, AF_UNSPEC, result),
                link -> all.add(Link.of(link)));
        return List.copyOf(all);
    }

    /**
     * How an interface of the tun driver was made.
     *
     * @param ifindex its index
     * @return as the kernel tells now, or empty when another driver made it
     */
    public Optional<TapFlags> tapFlags(int ifindex) {
        checkIndex(ifindex);
        try (Arena arena = Arena.ofConfined()) {
            return LinkInfo.tapFlags(socket.ask(
                    "RTM_GETLINK(ifindex=%d)".formatted(ifindex),
                    KernelAbi.intValue("RTM_GETLINK"),
                    LinkInfo.request(arena, ifindex),
                    arena));
        }
    }

    /**
     * Sets an interface administratively up; no change when it is.
     *
     * @param ifindex its index
     */
    public void up(int ifindex) {
        flag(ifindex, "up", Link.IFF_UP, true);
    }

    /**
     * Sets an interface administratively down; no change when it is. The kernel then removes the routes through it and,
     * unless {@code net.ipv6.conf.*.keep_addr_on_down} is set, its IPv6 addresses.
     *
     * @param ifindex its index
     */
    public void down(int ifindex) {
        flag(ifindex, "up", Link.IFF_UP, false);
    }

    /**
     * Sets the MTU. Below 1280 the kernel turns IPv6 off on the interface and removes its IPv6 addresses.
     *
     * @param ifindex the interface's index
     * @param bytes the MTU; what is allowed depends on the driver, which refuses the rest with {@link
     *     NetlinkException#NLE_INVAL}
     */
    public void mtu(int ifindex, int bytes) {
        change(ifindex, "mtu=%d".formatted(bytes), changes -> LibNlRoute.rtnl_link_set_mtu(changes, bytes));
    }

    /**
     * Sets the MAC address.
     *
     * @param ifindex the interface's index
     * @param mac six bytes in colon notation; the kernel refuses a multicast address
     */
    public void mac(int ifindex, String mac) {
        try (NativeObject address = InterfaceAddress.mac(mac)) {
            change(
                    ifindex,
                    "mac=%s".formatted(mac),
                    changes -> LibNlRoute.rtnl_link_set_addr(changes, address.address()));
        }
    }

    /**
     * Sets the alias, a text that the kernel keeps with the interface and gives no meaning to.
     *
     * @param ifindex the interface's index
     * @param text at most 254 bytes in UTF-8, without NUL; empty to remove it
     */
    public void alias(int ifindex, String text) {
        if (text.indexOf('\0') >= 0 || text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ALIAS) {
            throw new IllegalArgumentException(
                    "an alias has at most %d bytes and no NUL: \"%s\"".formatted(LONGEST_ALIAS, text));
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment alias = arena.allocateFrom(text);
            change(
                    ifindex,
                    "alias=\"%s\"".formatted(text),
                    changes -> LibNlRoute.rtnl_link_set_ifalias(changes, alias));
        }
    }

    /**
     * Sets the name.
     *
     * @param ifindex the interface's index
     * @param name 1 to 15 characters; the kernel refuses it with {@link NetlinkException#NLE_EXIST} when another interface
     *     has it, and before Linux 6.2 an interface that is up with {@code EBUSY}
     */
    public void rename(int ifindex, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(name);
            change(ifindex, "name=%s".formatted(name), changes -> LibNlRoute.rtnl_link_set_name(changes, text));
        }
    }

    /**
     * Sets whether the interface has a carrier, as its driver would. The tun driver does so since Linux 5.0. A tap gets its
     * carrier when its first queue is opened and loses it with its last one.
     *
     * @param ifindex the interface's index
     * @param carrier whether it has one; the kernel refuses one for a tap without a queue with {@link
     *     NetlinkException#NLE_PERM}
     */
    public void carrier(int ifindex, boolean carrier) {
        change(
                ifindex,
                "carrier=%b".formatted(carrier),
                changes -> LibNlRoute.rtnl_link_set_carrier(changes, (byte) (carrier ? 1 : 0)));
    }

    /**
     * Has an interface receive frames for any destination, or ends that; packet sockets that want the same are not concerned.
     *
     * @param ifindex its index
     * @param on whether to
     */
    public void promiscuous(int ifindex, boolean on) {
        flag(ifindex, "promiscuous", Link.IFF_PROMISC, on);
    }

    /**
     * Has an interface receive all multicast frames, or ends that; sockets that want the same are not concerned.
     *
     * @param ifindex its index
     * @param on whether to
     */
    public void allMulticast(int ifindex, boolean on) {
        flag(ifindex, "allMulticast", Link.IFF_ALLMULTI, on);
    }

    /**
     * Moves an interface into another network namespace. It keeps its name, alias, MAC address and MTU, and a tap its queues;
     * it is set down and loses its addresses, and its index is another one when that is taken there: look for it by name.
     *
     * @param ifindex its index
     * @param namespace where it shall be; the kernel refuses with {@link NetlinkException#NLE_EXIST} when there is an
     *     interface of its name there
     */
    public void moveTo(int ifindex, Netns namespace) {
        change(
                ifindex,
                "netns=%s".formatted(namespace.name()),
                changes -> LibNlRoute.rtnl_link_set_ns_fd(changes, namespace.descriptor()));
    }

    /**
     * What an interface says of its link.
     *
     * @param ifindex its index
     * @return as it is now, or empty when its driver has no such thing
     * @throws io.offramp.dataplane.ffm.NativeCallException when the kernel refuses
     */
    public Optional<LinkSettings> settings(int ifindex) {
        try (Ethtool ethtool =
                new Ethtool(socket.descriptor(), existing(ifindex).name())) {
            return ethtool.read();
        }
    }

    /**
     * Tells an interface what to say of its link. The tun driver keeps what it is told since Linux 4.19 at the latest; a NIC's
     * driver may change its link for it.
     *
     * @param ifindex its index
     * @param settings what it shall say
     * @return false when its driver cannot
     * @throws io.offramp.dataplane.ffm.NativeCallException when the kernel refuses
     */
    public boolean settings(int ifindex, LinkSettings settings) {
        try (Ethtool ethtool =
                new Ethtool(socket.descriptor(), existing(ifindex).name())) {
            return ethtool.write(settings);
        }
    }

    /**
     * The IP addresses of an interface, link-local ones and those that the kernel made itself included.
     *
     * @param ifindex its index
     * @return in CIDR notation, IPv4 first, then IPv6, each in the kernel's order and in canonical form ({@code
     *     inet_ntop(3)}); empty also when there is no such interface
     */
    public List<String> addresses(int ifindex) {
        checkIndex(ifindex);
        List<String> ipv4 = new ArrayList<>();
        List<String> ipv6 = new ArrayList<>();
        dump("rtnl_addr_alloc_cache", LibNlRoute::rtnl_addr_alloc_cache, address -> {
            if (LibNlRoute.rtnl_addr_get_ifindex(address) == ifindex) {
                int family = LibNlRoute.rtnl_addr_get_family(address);
                (family == InterfaceAddress.AF_INET ? ipv4 : ipv6).add(InterfaceAddress.text(address));
            }
        });
        ipv4.addAll(ipv6);
        return List.copyOf(ipv4);
    }

    /**
     * Adds an address. An IPv4 address gets the broadcast address of its network, as by {@code ip address add … brd +},
     * unless the prefix is longer than 30 bits; routing daemons that read it expect it. An IPv6 address skips duplicate
     * address detection, so that it can be used at once, also without a carrier.
     *
     * @param ifindex the interface's index
     * @param cidr an IPv4 or IPv6 address with a prefix length of at least 1
     * @throws NetlinkException with code {@link NetlinkException#NLE_EXIST} when the interface has the address already:
     *     for IPv6 also with another prefix length
     */
    public void addAddress(int ifindex, String cidr) {
        checkIndex(ifindex);
        try (NativeObject address = InterfaceAddress.cidr(ifindex, cidr)) {
            socket.request(
                    "rtnl_addr_add(ifindex=%d, %s)".formatted(ifindex, cidr),
                    sk -> LibNlRoute.rtnl_addr_add(sk, address.address(), NLM_F_EXCL));
        }
    }

    /**
     * Removes an address. With the first IPv4 address of a network the kernel also removes the others of that network, unless
     * {@code net.ipv4.conf.*.promote_secondaries} is set.
     *
     * @param ifindex the interface's index
     * @param cidr the address with its prefix length
     * @throws NetlinkException with code {@link NetlinkException#NLE_NOADDR} when the interface does not have it
     */
    public void removeAddress(int ifindex, String cidr) {
        checkIndex(ifindex);
        try (NativeObject address = InterfaceAddress.cidr(ifindex, cidr)) {
            socket.request(
                    "rtnl_addr_delete(ifindex=%d, %s)".formatted(ifindex, cidr),
                    sk -> LibNlRoute.rtnl_addr_delete(sk, address.address(), 0));
        }
    }

    /**
     * Deletes a virtual interface, such as a persistent tap.
     *
     * @param ifindex its index
     */
    public void delete(int ifindex) {
        try (NativeObject link = link(ifindex)) {
            socket.request(
                    "rtnl_link_delete(ifindex=%d)".formatted(ifindex),
                    sk -> LibNlRoute.rtnl_link_delete(sk, link.address()));
        }
    }

    /**
     * Waits until an interface is as wanted. It sleeps between the kernel's notifications and asks anew after each one. An
     * interrupt does not end the wait.
     *
     * @param ifindex its index
     * @param wanted what it shall be like, such as {@link Link#carrier}; not its counters, on which the kernel sends no
     *     notification
     * @param atMost how long to wait
     * @return whether it is, at the latest when the time is over
     * @throws NetlinkException with code {@link NetlinkException#NLE_NODEV} when it is gone
     */
    public boolean await(int ifindex, Predicate<Link> wanted, Duration atMost) {
        long start = System.nanoTime();
        try (LinkMonitor changes = LinkMonitor.open()) {
            while (true) {
                if (wanted.test(existing(ifindex))) {
                    return true;
                }
                Duration left = atMost.minusNanos(System.nanoTime() - start);
                if (!left.isPositive()) {
                    return false;
                }
                changes.await(left);
            }
        }
    }

    /** Closes the socket; a second time does nothing. */
    @Override
    public void close() {
        socket.close();
    }

    private Link existing(int ifindex) {
        return find(ifindex)
                .orElseThrow(() -> NetlinkException.of(
                        "rtnl_link_get_kernel(ifindex=%d)".formatted(ifindex), NetlinkException.NLE_NODEV));
    }

    private Optional<Link> find(int ifindex, MemorySegment name, String call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ADDRESS);
            int code = socket.attempt(sk -> LibNlRoute.rtnl_link_get_kernel(sk, ifindex, name, result));
            if (code == -NetlinkException.NLE_NODEV) {
                return Optional.empty();
            }
            socket.check(call, code);
            try (NativeObject link =
                    NativeObject.of("rtnl_link_get_kernel", result.get(ADDRESS, 0), LibNlRoute::rtnl_link_put)) {
                return Optional.of(Link.of(link.address()));
            }
        }
    }

    private void flag(int ifindex, String name, int flag, boolean on) {
        change(ifindex, "%s=%b".formatted(name, on), changes -> {
            if (on) {
                LibNlRoute.rtnl_link_set_flags(changes, flag);
            } else {
                LibNlRoute.rtnl_link_unset_flags(changes, flag);
            }
        });
    }

    private void change(int ifindex, String what, Consumer<MemorySegment> edit) {
        try (NativeObject link = link(ifindex);
                NativeObject changes = allocate()) {
            edit.accept(changes.address());
            socket.request(
                    "rtnl_link_change(ifindex=%d, %s)".formatted(ifindex, what),
                    sk -> LibNlRoute.rtnl_link_change(sk, link.address(), changes.address(), 0));
        }
    }

    /** Asks for all objects of a kind and shows each. */
    private void dump(
            String function,
            ToIntBiFunction<MemorySegment, MemorySegment> allocateCache,
            Consumer<MemorySegment> object) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(ADDRESS);
            socket.request(function + "()", sk -> allocateCache.applyAsInt(sk, result));
            try (NativeObject cache = NativeObject.of(function, result.get(ADDRESS, 0), LibNl::nl_cache_free)) {
                for (MemorySegment next = LibNl.nl_cache_get_first(cache.address());
                        next.address() != 0;
                        next = LibNl.nl_cache_get_next(next)) {
                    object.accept(next);
                }
            }
        }
    }

    /** A link that says nothing but which one is meant. */
    private static NativeObject link(int ifindex) {
        checkIndex(ifindex);
        NativeObject link = allocate();
        LibNlRoute.rtnl_link_set_ifindex(link.address(), ifindex);
        return link;
    }

    private static NativeObject allocate() {
        return NativeObject.of("rtnl_link_alloc", LibNlRoute.rtnl_link_alloc(), LibNlRoute::rtnl_link_put);
    }

    /** libnl was built with assertions: an index that is none can end the process. */
    private static void checkIndex(int ifindex) {
        if (ifindex < 1) {
            throw new IllegalArgumentException("an interface index is 1 or more: %d".formatted(ifindex));
        }
    }
}
