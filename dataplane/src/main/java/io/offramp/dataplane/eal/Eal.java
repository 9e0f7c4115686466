package io.offramp.dataplane.eal;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.offramp.dataplane.ffm.Dpdk;
import io.offramp.dataplane.ffm.NativeCallException;
import io.offramp.dataplane.ffm.Pointers;
import io.offramp.dataplane.ffm.RteEal;
import io.offramp.dataplane.ffm.RteMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * EAL, from init to clean-up. There is one in the life of a process, and every call is made by the thread that opened it.
 */
public final class Eal implements AutoCloseable {
    /** EAL keeps pointers into its arguments. */
    private static final Arena FOREVER = Arena.global();

    private static final Path PCI_BUS = Path.of("/sys/bus/pci/devices");

    private final EalLog log;
    private final List<String> arguments;
    private final List<String> requestedDevices;
    private final int mainLcore;
    private final String soname;
    private boolean closed;

    private Eal(EalLog log, List<String> arguments, List<String> requestedDevices, int mainLcore, String soname) {
        this.log = log;
        this.arguments = arguments;
        this.requestedDevices = requestedDevices;
        this.mainLcore = mainLcore;
        this.soname = soname;
    }

    /**
     * Initialises EAL on the calling thread, which keeps its CPU affinity less the pollers' lcores: kernel threads that a
     * device starts on its behalf (vhost workers) inherit it.
     *
     * @param given the operator's arguments, without a program name
     * @param pollerLcores lcores to keep free for pollers
     * @param demand memory to reserve where the operator names no size
     * @return the EAL
     * @throws EalException when DPDK is missing or EAL refuses
     */
    public static Eal open(List<String> given, List<Integer> pollerLcores, MemoryDemand demand) {
        Dpdk dpdk = Dpdk.find()
                .orElseThrow(() -> new EalException(
                        EalException.Reason.LIBRARY_MISSING,
                        "no complete DPDK was found (looked for " + String.join(", ", Dpdk.candidates()) + ")",
                        "apt-get install dpdk"));
        EalArguments requested = new EalArguments(given);
        CpuSet allowed = CpuSet.current();
        CpuSet housekeeping = allowed.without(pollerLcores);
        CpuSet own = housekeeping.cpus().isEmpty() ? allowed : housekeeping;
        int mainLcore = own.cpus().getFirst();
        List<String> arguments =
                requested.complete(mainLcore, demand, Hugepages.freeBytes(), Files.isDirectory(PCI_BUS));

        EalLog log = EalLog.redirect();
        int parsed = RteEal.rte_eal_init(arguments.size(), argv(arguments));
        int errno = parsed < 0 ? RteEal.rte_errno() : 0;
        List<String> lines = log.drain();
        if (parsed < 0) {
            throw EalDiagnosis.ofInit(errno, strerror(errno), arguments, lines);
        }
        own.pinThread();
        Eal eal = new Eal(log, arguments, requested.devices(), mainLcore, dpdk.soname());
        EalDiagnosis.ofDevices(requested.deviceNames().toList(), lines).ifPresent(failure -> {
            eal.close();
            throw failure;
        });
        return eal;
    }

    private static MemorySegment argv(List<String> arguments) {
        MemorySegment argv = FOREVER.allocate(ADDRESS, arguments.size() + 1L);
        for (int i = 0; i < arguments.size(); i++) {
            argv.setAtIndex(ADDRESS, i, FOREVER.allocateFrom(arguments.get(i)));
        }
        return argv;
    }

    /**
     * Hot-plugs a virtual device.
     *
     * @param name its device name, which begins with its driver's
     * @param arguments its devargs after the name, possibly empty
     * @throws EalException in DPDK's own words
     */
    public void plugVdev(String name, String arguments) {
        log.drain();
        int result;
        try (Arena arena = Arena.ofConfined()) {
            result = RteEal.rte_eal_hotplug_add(
                    arena.allocateFrom("vdev"), arena.allocateFrom(name), arena.allocateFrom(arguments));
        }
        String call = "rte_eal_hotplug_add(vdev, %s, %s)".formatted(name, arguments);
        if (result != 0) {
            throw refused(call, result);
        }
        List<String> lines = log.drain();
        // virtio_user goes on when it could not show its peer the memory, with a port that moves nothing.
        if (lines.stream().anyMatch(line -> line.contains("Failed to start device"))) {
            unplug(name);
            throw EalDiagnosis.ofDevice(call, 1, "", lines);
        }
    }

    /**
     * Hot-plugs any device.
     *
     * @param devargs its device name, then its arguments, comma-separated
     * @throws EalException in DPDK's own words
     */
    public void plug(String devargs) {
        log.drain();
        int result;
        try (Arena arena = Arena.ofConfined()) {
            result = RteEal.rte_dev_probe(arena.allocateFrom(devargs));
        }
        if (result != 0) {
            throw refused("rte_dev_probe(%s)".formatted(devargs), result);
        }
    }

    /**
     * Unplugs a device; its port must be stopped.
     *
     * @param name its device name
     * @throws EalException in DPDK's own words
     */
    public void unplug(String name) {
        log.drain();
        String bus = name.indexOf(':') < 0 ? "vdev" : "pci";
        int result;
        try (Arena arena = Arena.ofConfined()) {
            result = RteEal.rte_eal_hotplug_remove(arena.allocateFrom(bus), arena.allocateFrom(name));
        }
        if (result != 0) {
            throw refused("rte_eal_hotplug_remove(%s, %s)".formatted(bus, name), result);
        }
        log.drain();
    }

    private EalException refused(String call, int result) {
        return EalDiagnosis.ofDevice(call, -result, strerror(-result), log.drain());
    }

    /**
     * What an error number of DPDK means.
     *
     * @param errnum a positive errno or one of DPDK's own
     * @return the library's text
     */
    public static String strerror(int errnum) {
        return Pointers.string(RteEal.rte_strerror(errnum));
    }

    /** Passes DPDK's new log lines on to the service's log. */
    public void drainLog() {
        log.drain();
    }

    /**
     * The version of DPDK.
     *
     * @return such as {@code DPDK 22.11.11}
     */
    public String version() {
        return Pointers.string(RteEal.rte_version());
    }

    /**
     * The library that was loaded.
     *
     * @return its soname
     */
    public String soname() {
        return soname;
    }

    /**
     * What {@code rte_eal_init} was given.
     *
     * @return the arguments after the program name
     */
    public List<String> arguments() {
        return arguments.subList(1, arguments.size());
    }

    /**
     * The devices that the operator's arguments name.
     *
     * @return their devargs as they were written, PCI addresses perhaps without their domain
     */
    public List<String> requestedDevices() {
        return requestedDevices;
    }

    /**
     * The lcore of EAL's main thread.
     *
     * @return a CPU
     */
    public int mainLcore() {
        return mainLcore;
    }

    /**
     * Whether DPDK's memory lies in hugepages.
     *
     * @return false with {@code --no-huge}
     */
    public boolean hugepages() {
        return RteEal.rte_eal_has_hugepages() != 0;
    }

    /**
     * DPDK's heap over all NUMA nodes.
     *
     * @return its size and use
     */
    public Heap heap() {
        long total = 0;
        long used = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stats = arena.allocate(RteMemory.STATS_SIZE, Long.BYTES);
            for (int i = 0; i < RteEal.rte_socket_count(); i++) {
                int socket = RteEal.rte_socket_id_by_idx(i);
                if (RteEal.rte_malloc_get_socket_stats(socket, stats) == 0) {
                    total += RteMemory.heapTotal(stats);
                    used += RteMemory.heapAllocated(stats);
                }
            }
        }
        return new Heap(total, used);
    }

    /**
     * DPDK's heap.
     *
     * @param totalBytes its size
     * @param usedBytes what of it is allocated
     */
    public record Heap(long totalBytes, long usedBytes) {}

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        int result = RteEal.rte_eal_cleanup();
        String lines = log.drain().stream().collect(Collectors.joining("; "));
        if (result != 0) {
            throw new NativeCallException(
                    "rte_eal_cleanup()", -result, strerror(-result).toLowerCase(Locale.ROOT) + " " + lines);
        }
    }
}
