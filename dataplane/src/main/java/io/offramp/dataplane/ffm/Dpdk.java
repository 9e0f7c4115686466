package io.offramp.dataplane.ffm;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The DPDK found on this machine. Its libraries carry the ABI's number in their sonames, and all of one process must
 * come from the same ABI.
 */
public final class Dpdk {
    /** The ABIs that there are layouts for, newest first. */
    private static final List<Integer> ABIS = List.of(23);

    private static final @Nullable Dpdk FOUND = locate();

    private final int abi;
    private final NativeLibrary eal;

    private Dpdk(int abi, NativeLibrary eal) {
        this.abi = abi;
        this.eal = eal;
    }

    private static @Nullable Dpdk locate() {
        for (int abi : ABIS) {
            Optional<NativeLibrary> eal = NativeLibrary.find("librte_eal.so." + abi);
            if (eal.isPresent()) {
                return new Dpdk(abi, eal.get());
            }
        }
        return null;
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
     * The sonames that are looked for.
     *
     * @return for messages, newest first
     */
    public static List<String> candidates() {
        return ABIS.stream().map(abi -> "librte_eal.so." + abi).toList();
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
        return eal.name();
    }

    NativeLibrary eal() {
        return eal;
    }

    /** Another library of the same ABI, such as {@code ethdev}. */
    NativeLibrary library(String name) {
        return NativeLibrary.require("librte_%s.so.%d".formatted(name, abi), "dpdk");
    }

    DpdkLayouts layouts() {
        return DpdkLayouts.ofAbi(abi);
    }
}
