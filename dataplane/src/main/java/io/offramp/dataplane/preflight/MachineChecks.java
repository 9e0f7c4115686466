package io.offramp.dataplane.preflight;

import io.offramp.dataplane.ffm.Dpdk;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All checks that need no EAL. They change nothing, and may be called from any thread. */
public final class MachineChecks {
    private final Machine machine;
    private final List<Integer> lcores;
    private final int megabytes;
    private final Predicate<String> ourAlias;

    /**
     * Prepares the checks.
     *
     * @param machine where to look
     * @param lcores those of the pollers
     * @param megabytes memory in hugepages that the service asks DPDK for
     * @param ourAlias whether an interface alias is that of a tap of a pair
     */
    public MachineChecks(Machine machine, List<Integer> lcores, int megabytes, Predicate<String> ourAlias) {
        this.machine = machine;
        this.lcores = List.copyOf(lcores);
        this.megabytes = megabytes;
        this.ourAlias = ourAlias;
    }

    /**
     * Looks.
     *
     * @return one verdict a check, in an order that does not change
     */
    public List<Verdict> look() {
        return Stream.<Stream<Verdict>>of(
                        check(
                                "dpdk-library",
                                () -> LibraryCheck.look(Dpdk.find().map(Dpdk::soname), machine)),
                        check("hugepages", () -> HugepagesCheck.look(machine, megabytes)),
                        check("vhost-net", () -> DeviceCheck.VHOST_NET.look(machine, DeviceCheck::open)),
                        check("tun", () -> DeviceCheck.TUN.look(machine, DeviceCheck::open)),
                        check("capabilities", () -> CapabilitiesCheck.look(machine)),
                        check("memlock", () -> LimitsCheck.memlock(machine, megabytes)),
                        check("nofile", () -> LimitsCheck.nofile(machine)),
                        check("vhost-mem-regions", () -> VhostRegionsCheck.look(machine)),
                        check("iommu", () -> new NicChecks(machine).iommu()),
                        check("vfio", () -> new NicChecks(machine).vfio()),
                        check("nic-driver", () -> new NicChecks(machine).bound()),
                        check("cpu-isolation", () -> new CpuChecks(machine, lcores).isolation()),
                        check("cpu-governor", () -> new CpuChecks(machine, lcores).governor()),
                        check("rp-filter", () -> ReversePathCheck.look(machine, ourAlias)))
                .flatMap(verdict -> verdict)
                .toList();
    }

    /** What cannot be looked up is told as such, and leaves the other checks their say. */
    private static Stream<Verdict> check(String id, Supplier<Verdict> look) {
        try {
            return Stream.of(look.get());
        } catch (RuntimeException failed) {
            return Stream.of(Verdict.warn(
                    id,
                    "this could not be checked: %s".formatted(failed.getMessage()),
                    "mount | grep -E 'proc|sysfs'  # both are needed, and readable for this user"));
        }
    }
}
