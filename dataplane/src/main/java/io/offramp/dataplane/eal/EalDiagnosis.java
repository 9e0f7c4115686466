package io.offramp.dataplane.eal;

import io.offramp.dataplane.eal.EalException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes one sentence and a remedy of what DPDK wrote into its log while a call failed. */
final class EalDiagnosis {
    private static final Pattern DEVICE_FAILURE = Pattern.compile(
            "(?i)failed to (initialize|load|attach)|cannot (probe|attach|find)|probe failed|unable to (parse|find)");
    private static final Pattern NOISE =
            Pattern.compile("^(EAL: )?(Detected|Physical addresses|Selected IOVA|No available|No free|"
                    + "VFIO support|TELEMETRY|Static memory layout|Multi-process socket).*");

    private record Known(Pattern symptom, String remedy) {
        static Known of(String regex, String remedy) {
            return new Known(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), remedy);
        }
    }

    private static final List<Known> KNOWN = List.of(
            Known.of(
                    "not enough memory available|no free .*hugepages|cannot get hugepage|no mounted hugetlbfs",
                    "Reserve hugepages (echo 256 > /proc/sys/vm/nr_hugepages) or give --no-huge in offramp.eal.arguments."),
            Known.of(
                    "too many memory regions",
                    "Add --single-file-segments to offramp.eal.arguments, or leave memory to the service, and restart."),
            Known.of(
                    "cannot init plugins",
                    "A driver of DPDK lacks a library: apt-get install --reinstall dpdk libdpdk-dev"),
            Known.of(
                    "vfio|iommu",
                    "Bind the NIC to vfio-pci (dpdk-devbind.py -b vfio-pci <address>) and enable the IOMMU."),
            Known.of(
                    "command line|invalid (core|lcore|coremask|parameters)|lcore .* unavailable",
                    "Correct offramp.eal.arguments: it takes what a DPDK command line takes before '--'."));

    private static final Pattern DENIED = Pattern.compile(
            "permission denied|operation not permitted|are you running as root", Pattern.CASE_INSENSITIVE);

    private static final String CHECK_DEVICE =
            "Check the device's name and arguments; for net_af_packet the interface must exist and be up.";

    private EalDiagnosis() {}

    static EalException ofInit(int errno, String meaning, List<String> arguments, List<String> log) {
        return new EalException(
                Reason.INIT_FAILED,
                "rte_eal_init(%s) failed: %d %s%s"
                        .formatted(
                                String.join(" ", arguments.subList(1, arguments.size())), errno, meaning, quote(log)),
                remedy(meaning, log, "Correct offramp.eal.arguments."));
    }

    /** EAL goes on when a device of its command line cannot be had; the service does not. */
    static Optional<EalException> ofDevices(List<String> names, List<String> log) {
        if (names.isEmpty()
                || log.stream().noneMatch(line -> DEVICE_FAILURE.matcher(line).find())) {
            return Optional.empty();
        }
        return Optional.of(new EalException(
                Reason.INIT_FAILED,
                "EAL could not use every device of %s%s".formatted(String.join(", ", names), quote(log)),
                remedy("", log, CHECK_DEVICE)));
    }

    static EalException ofDevice(String call, int errno, String meaning, List<String> log) {
        // Drivers answer a bare -1 to any failure: that it is EPERM's number means nothing.
        String known = errno == 1 ? "" : meaning;
        return new EalException(
                Reason.DEVICE_REFUSED,
                "%s: %s%s".formatted(call, known.isEmpty() ? "failed" : errno + " " + known, quote(log)),
                remedy(known, log, CHECK_DEVICE));
    }

    private static String quote(List<String> log) {
        List<String> telling =
                log.stream().filter(line -> !NOISE.matcher(line).matches()).toList();
        List<String> last = telling.subList(Math.max(0, telling.size() - 4), telling.size());
        return last.isEmpty() ? "" : " (DPDK says: " + String.join("; ", last) + ")";
    }

    /** A known symptom decides; a lack of privileges often has none, and shows only in what DPDK could not do. */
    private static String remedy(String meaning, List<String> log, String otherwise) {
        List<String> symptoms = Stream.concat(log.stream(), Stream.of(meaning))
                .filter(line -> !NOISE.matcher(line).matches())
                .toList();
        return KNOWN.stream()
                .filter(known -> occurs(known.symptom(), symptoms))
                .map(Known::remedy)
                .findFirst()
                .or(() -> privileges(occurs(DENIED, symptoms)))
                .orElse(otherwise);
    }

    private static Optional<String> privileges(boolean denied) {
        List<String> missing = Privileges.missing(Privileges.ALWAYS);
        return denied || !missing.isEmpty() ? Optional.of(Privileges.remedy(missing)) : Optional.empty();
    }

    private static boolean occurs(Pattern symptom, List<String> lines) {
        return lines.stream().anyMatch(line -> symptom.matcher(line).find());
    }
}
