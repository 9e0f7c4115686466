package io.offramp.dataplane.preflight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The CPUs that pollers run on: nobody else should, at full speed (Documentation/admin-guide/kernel-parameters.txt). */
final class CpuChecks {
    private static final String FASTEST = "performance";

    private final Path cpus;
    private final List<Integer> lcores;

    /** @param lcores those of the pollers */
    CpuChecks(Machine machine, List<Integer> lcores) {
        this.cpus = machine.sys().resolve("devices/system/cpu");
        this.lcores = lcores;
    }

    Verdict isolation() {
        List<String> lacks = new ArrayList<>();
        if (!list("isolated").containsAll(lcores)) {
            lacks.add("isolcpus");
        }
        if (!list("nohz_full").containsAll(lcores)) {
            lacks.add("nohz_full");
        }
        String named = String.join(",", lcores.stream().map(String::valueOf).toList());
        return lacks.isEmpty()
                ? Verdict.pass("cpu-isolation", "the lcores of the pollers (%s) are isolated".formatted(named))
                : Verdict.warn(
                        "cpu-isolation",
                        "the lcores of the pollers (%s) are not in the kernel's %s: other work and timer ticks delay packets"
                                .formatted(named, String.join(" and ", lacks)),
                        KernelCommandLine.add("isolcpus=%1$s nohz_full=%1$s rcu_nocbs=%1$s".formatted(named)));
    }

    Verdict governor() {
        List<String> slow = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (int lcore : lcores) {
            Path file = cpus.resolve("cpu%d/cpufreq/scaling_governor".formatted(lcore));
            Machine.text(file).filter(governor -> !governor.equals(FASTEST)).ifPresent(governor -> {
                slow.add("%d: %s".formatted(lcore, governor));
                files.add("/sys/devices/system/cpu/cpu%d/cpufreq/scaling_governor".formatted(lcore));
            });
        }
        return slow.isEmpty()
                ? Verdict.pass("cpu-governor", "no frequency governor slows the pollers' lcores down")
                : Verdict.warn(
                        "cpu-governor",
                        "the frequency governor of pollers' lcores is not %s (%s)"
                                .formatted(FASTEST, String.join(", ", slow)),
                        "echo %s | tee %s".formatted(FASTEST, String.join(" ", files)));
    }

    /** A file with a list such as {@code 1-3,5}; a kernel without the feature has none. */
    private Set<Integer> list(String name) {
        Set<Integer> listed = new TreeSet<>();
        for (String range : Machine.text(cpus.resolve(name)).orElse("").split(",")) {
            // nohz_full says "(null)" when the kernel was not given any.
            if (range.matches("\\d+(-\\d+)?")) {
                String[] ends = range.split("-");
                for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                    listed.add(cpu);
                }
            }
        }
        return listed;
    }
}
