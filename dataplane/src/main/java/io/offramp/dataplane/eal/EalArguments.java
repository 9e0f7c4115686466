package io.offramp.dataplane.eal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * EAL's command line: what the operator gave, and what the service adds where the operator is silent.
 *
 * <ul>
 *   <li>the main lcore alone ({@code -l}): the pollers register themselves, so EAL starts no thread of its own;
 *   <li>memory: hugepages without files ({@code --in-memory}) where enough are free, else ordinary pages
 *       ({@code --no-huge --no-shconf}). Hugepages come in few pieces ({@code --single-file-segments}), for a vhost-user
 *       peer can be shown eight. Either way all of it is reserved at the start ({@code -m}): memory added later would
 *       pause every virtio_user queue;
 *   <li>no telemetry socket: the service has counters of its own;
 *   <li>no PCI device unless one is named, so that no NIC is taken by accident; they are scanned all the same where there is
 *       a PCI bus, or none could be hot-plugged later.
 * </ul>
 */
final class EalArguments {
    private static final Set<String> LCORES = Set.of("-l", "-c", "--lcores");
    private static final Set<String> MEMORY =
            Set.of("--no-huge", "--in-memory", "--huge-dir", "--huge-unlink", "--legacy-mem");
    private static final Set<String> MEMORY_SIZE = Set.of("-m", "--socket-mem");
    private static final Set<String> PCI = Set.of("-a", "--allow", "-b", "--block", "--no-pci");

    /** The last address of the last domain: no device has it, and a list of allowed devices excludes all others. */
    private static final String NO_DEVICE = "ffff:ff:1f.7";

    /** These end the process from within EAL. */
    private static final Set<String> FATAL = Set.of("-h", "--help", "-v");

    private final List<String> given;

    EalArguments(List<String> given) {
        for (String argument : given) {
            if (FATAL.contains(argument)) {
                throw new EalException(
                        EalException.Reason.INIT_FAILED,
                        "the EAL argument %s would end the service".formatted(argument),
                        "Take it out of offramp.eal.arguments.");
            }
        }
        this.given = List.copyOf(given);
    }

    /**
     * The whole command line.
     *
     * @param mainLcore where the main lcore is to be
     * @param demand memory that the service needs
     * @param freeHugepageBytes what the kernel has free in hugepages
     * @param pciBus whether the machine has a PCI bus
     */
    List<String> complete(int mainLcore, MemoryDemand demand, long freeHugepageBytes, boolean pciBus) {
        List<String> all = new ArrayList<>();
        all.add("offramp");
        if (!has(LCORES)) {
            all.addAll(List.of("-l", Integer.toString(mainLcore)));
        }
        boolean hugepages = has(MEMORY)
                ? !has(Set.of("--no-huge"))
                : freeHugepageBytes >= demand.hugepageMegabytes() * 1024L * 1024L;
        if (!has(MEMORY)) {
            all.addAll(
                    hugepages ? List.of("--in-memory", "--single-file-segments") : List.of("--no-huge", "--no-shconf"));
        }
        if (!has(MEMORY_SIZE)) {
            int megabytes = hugepages ? demand.hugepageMegabytes() : demand.pageMegabytes();
            all.addAll(List.of("-m", Integer.toString(megabytes)));
        }
        if (!has(Set.of("--no-telemetry", "--telemetry"))) {
            all.add("--no-telemetry");
        }
        if (!has(PCI)) {
            all.addAll(pciBus ? List.of("-a", NO_DEVICE) : List.of("--no-pci"));
        }
        all.addAll(given);
        return List.copyOf(all);
    }

    private boolean has(Set<String> options) {
        return given.stream().anyMatch(argument -> options.stream().anyMatch(option -> matches(argument, option)));
    }

    /** getopt_long takes {@code -l 0}, {@code -l0}, {@code --lcores 0} and {@code --lcores=0}. */
    private static boolean matches(String argument, String option) {
        return option.startsWith("--")
                ? argument.equals(option) || argument.startsWith(option + "=")
                : argument.startsWith(option) && !argument.startsWith("--");
    }

    /** The devices that the command line names, as devargs. */
    List<String> devices() {
        List<String> devices = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String argument = given.get(i);
            for (String option : List.of("--vdev", "--allow", "-a")) {
                if (argument.equals(option) && i + 1 < given.size()) {
                    devices.add(given.get(i + 1));
                } else if (argument.startsWith(option.startsWith("--") ? option + "=" : option)
                        && !argument.equals(option)
                        && (option.startsWith("--") || !argument.startsWith("--"))) {
                    devices.add(argument.substring(option.startsWith("--") ? option.length() + 1 : option.length()));
                }
            }
        }
        return devices;
    }

    /** The device names that the command line names. */
    Stream<String> deviceNames() {
        return devices().stream().map(devargs -> devargs.split(",", 2)[0]);
    }
}
