package io.offramp.dataplane.ffm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The DPDK found on this machine. Its libraries carry the ABI's number in their sonames, and all of one process must
 * come from the same ABI.
 */
public final class Dpdk {
    /** The ABIs that there are layouts for, newest first. */
    private static final List<Integer> ABIS = List.of(23);

    private static final List<String> LIBRARIES = List.of("eal", "mempool", "mbuf", "ethdev");

    private static final @Nullable Dpdk FOUND = locate();

    private final int abi;
    private final Map<String, NativeLibrary> libraries;

    private Dpdk(int abi, Map<String, NativeLibrary> libraries) {
        this.abi = abi;
        this.libraries = libraries;
    }

    private static @Nullable Dpdk locate() {
        for (int abi : ABIS) {
            Map<String, NativeLibrary> found = new HashMap<>();
            for (String library : LIBRARIES) {
                NativeLibrary.find(soname(library, abi)).ifPresent(loaded -> found.put(library, loaded));
            }
            if (found.keySet().containsAll(LIBRARIES)) {
                return new Dpdk(abi, Map.copyOf(found));
            }
        }
        return null;
    }

    private static String soname(String library, int abi) {
        return "librte_%s.so.%d".formatted(library, abi);
    }

    /**
     * The DPDK found on this machine. Ask this before any other class of this package is used.
     *
     * @return it, or empty when none of a known ABI is installed
     */
    public static Optional<Dpdk> find() {
        return Optional.ofNullable(FOUND);
    }

    static Dpdk get() {
        return find().orElseThrow(() -> new UnsatisfiedLinkError("no DPDK library of a known ABI"));
    }

    /**
     * The sonames that are looked for; all of one ABI must be there.
     *
     * @return for messages, newest ABI first
     */
    public static List<String> candidates() {
        return ABIS.stream()
                .flatMap(abi -> LIBRARIES.stream().map(library -> soname(library, abi)))
                .toList();
    }

    /**
     * The major ABI version.
     *
     * @return such as 23 for DPDK 22.11
     */
    public int abi() {
        return abi;
    }

    /**
     * The soname of the EAL library that was loaded.
     *
     * @return such as {@code librte_eal.so.23}
     */
    public String soname() {
        return soname("eal", abi);
    }

    /** One of its libraries, such as {@code ethdev}. */
    NativeLibrary library(String name) {
        NativeLibrary library = libraries.get(name);
        if (library == null) {
            throw new IllegalArgumentException("librte_" + name + " is not among " + LIBRARIES);
        }
        return library;
    }

    DpdkLayouts layouts() {
        return DpdkLayouts.ofAbi(abi);
    }
}
