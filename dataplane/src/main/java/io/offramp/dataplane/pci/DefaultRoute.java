package io.offramp.dataplane.pci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The way by which this machine reaches the world, and is reached by its operator: the interfaces of the default routes, IPv4
 * and IPv6, and those that they are built on, such as the ports of a bond (proc_net(5); kernel, {@code net/ipv4/fib_trie.c}
 * and {@code net/ipv6/route.c} for the columns).
 */
public final class DefaultRoute {
    private static final String ANY4 = "00000000";
    private static final String ANY6 = "00000000000000000000000000000000";
    private static final String LOOPBACK = "lo";
    private static final String LOWER = "lower_";

    private final Path proc;
    private final Path sys;

    /**
     * Looks at a machine.
     *
     * @param proc where procfs is mounted, {@code /proc} but in tests
     * @param sys where sysfs is mounted, {@code /sys} but in tests
     */
    public DefaultRoute(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    /**
     * Whether it needs one of these interfaces.
     *
     * @param interfaces names of network interfaces in the network namespace of this process
     * @return whether a default route leads through one of them, or through an interface that is built on one
     */
    public boolean needs(Collection<String> interfaces) {
        Set<String> needed = new HashSet<>();
        through().forEach(name -> addWithLowers(name, needed));
        return interfaces.stream().anyMatch(needed::contains);
    }

    private Set<String> through() {
        Set<String> found = new HashSet<>();
        // Interface, destination, gateway, flags, references, uses, metric, mask.
        read("net/route", columns -> columns.length > 7 && columns[1].equals(ANY4) && columns[7].equals(ANY4))
                .forEach(columns -> found.add(columns[0]));
        // Destination, its prefix length, ..., interface; the kernel's own "unreachable" is on lo.
        read("net/ipv6_route", columns -> columns.length > 9 && columns[0].equals(ANY6) && columns[1].equals("00"))
                .forEach(columns -> found.add(columns[9]));
        found.remove(LOOPBACK);
        return found;
    }

    private Stream<String[]> read(String table, Predicate<String[]> wanted) {
        Path file = proc.resolve(table);
        if (!Files.exists(file)) {
            return Stream.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(wanted);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void addWithLowers(String name, Set<String> needed) {
        if (needed.add(name)) {
            Path folder = sys.resolve("class/net").resolve(name);
            try (Stream<Path> entries = Files.list(folder)) {
                entries.map(entry -> entry.getFileName().toString())
                        .filter(entry -> entry.startsWith(LOWER))
                        .map(entry -> entry.substring(LOWER.length()))
                        .forEach(lower -> addWithLowers(lower, needed));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
