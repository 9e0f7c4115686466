package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.ffm.NativeCallException;
import io.offramp.dataplane.netlink.LinkMonitor;
import io.offramp.dataplane.netlink.Links;
import io.offramp.dataplane.netlink.Netns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The network namespaces in which there are taps: the service's own and those that pairs name. One whose name is taken away
 * stays alive as long as it is open here. For the control thread alone.
 */
final class Namespaces implements AutoCloseable {
    private static final Path NAMED = Path.of("/run/netns");

    private final LinkMonitor monitor;
    private final Links own;
    private final Map<String, Open> named = new HashMap<>();

    /** @param inode which namespace had the name when it was opened */
    private record Open(Netns netns, Links links, long inode) implements AutoCloseable {
        @Override
        public void close() {
            links.close();
            netns.close();
        }
    }

    /** @param monitor is told which namespaces to watch; closed by its owner */
    Namespaces(LinkMonitor monitor) {
        this.monitor = monitor;
        this.own = Links.open();
    }

    /**
     * The interfaces of a namespace.
     *
     * @param netns its name, or {@code null} for the service's own
     * @throws DataplaneException with {@code NETNS_NOT_FOUND}
     */
    Links links(@Nullable String netns) {
        return netns == null ? own : open(netns).links();
    }

    /** Does something with the calling thread in a namespace, as DPDK makes taps where its caller is. */
    <T extends @Nullable Object> T within(@Nullable String netns, Supplier<T> work) {
        return netns == null ? work.get() : open(netns).netns().within(work);
    }

    /** As {@link #within} for what gives nothing. */
    void run(@Nullable String netns, Runnable work) {
        within(netns, () -> {
            work.run();
            return null;
        });
    }

    private Open open(String netns) {
        Open open = named.get(netns);
        if (open == null) {
            open = find(netns).orElseThrow(() -> notFound(netns));
            named.put(netns, open);
            monitor.watch(netns);
        }
        return open;
    }

    private static Optional<Open> find(String netns) {
        return Netns.find(netns).map(found -> {
            try {
                return new Open(found, found.within(Links::open), found.inode());
            } catch (RuntimeException refused) {
                found.close();
                throw refused;
            }
        });
    }

    static DataplaneException notFound(String netns) {
        return new DataplaneException(
                Code.NETNS_NOT_FOUND,
                "tap.netns",
                "there is no network namespace named %s".formatted(netns),
                "ip netns add %s".formatted(netns));
    }

    /**
     * Every network namespace that can be looked into: {@code null} for the service's own, then those with a name. Without
     * {@code CAP_SYS_ADMIN} it is the own one alone, and a tap can have been made in no other.
     */
    List<@Nullable String> names() {
        List<@Nullable String> names = new ArrayList<>();
        names.add(null);
        if (Files.isDirectory(NAMED)) {
            try (Stream<Path> entries = Files.list(NAMED)) {
                entries.map(entry -> entry.getFileName().toString())
                        .filter(name -> name.matches(Netns.NAME) && enters(name))
                        .forEach(names::add);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return names;
    }

    private boolean enters(String netns) {
        try {
            open(netns);
            return true;
        } catch (DataplaneException | NativeCallException refused) {
            return false;
        }
    }

    /** Whether there is such a namespace, or was when it was opened. */
    boolean exists(@Nullable String netns) {
        if (netns == null || named.containsKey(netns)) {
            return true;
        }
        try (Netns found = Netns.find(netns).orElse(null)) {
            return found != null;
        }
    }

    /** Whether a name still belongs to the namespace that had it when it was opened. */
    boolean stands(@Nullable String netns) {
        Open open = netns == null ? null : named.get(netns);
        if (netns == null || open == null) {
            return true;
        }
        try (Netns now = Netns.find(netns).orElse(null)) {
            return now != null && now.inode() == open.inode();
        }
    }

    /** Lets go of every namespace that no pair needs, and of those that have lost their name. */
    void retain(Set<String> needed) {
        named.entrySet().removeIf(entry -> {
            boolean drop = !needed.contains(entry.getKey()) || !stands(entry.getKey());
            if (drop) {
                monitor.unwatch(entry.getKey());
                entry.getValue().close();
            }
            return drop;
        });
    }

    @Override
    public void close() {
        named.values().forEach(Open::close);
        named.clear();
        own.close();
    }
}
