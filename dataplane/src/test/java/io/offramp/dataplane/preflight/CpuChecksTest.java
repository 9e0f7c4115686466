package io.offramp.dataplane.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuChecksTest extends CheckTest {
    private static final String CPUS = "sys/devices/system/cpu/";

    @Test
    void isolatedLcoresPass() {
        tree.file(CPUS + "isolated", "1-3,5\n").file(CPUS + "nohz_full", "1-5\n");

        passes(new CpuChecks(machine(), List.of(2, 5)).isolation(), "the lcores of the pollers (2,5) are isolated");
    }

    @Test
    void anLcoreThatIsNotIsolatedWarns() {
        tree.file(CPUS + "isolated", "1-3\n").file(CPUS + "nohz_full", "1-4\n");

        warns(
                new CpuChecks(machine(), List.of(2, 4)).isolation(),
                "sed -i 's/^GRUB_CMDLINE_LINUX=\"/&isolcpus=2,4 nohz_full=2,4 rcu_nocbs=2,4 /' /etc/default/grub && update-grub && reboot",
                "not in the kernel's isolcpus:");
    }

    @Test
    void withoutEitherBothAreNamed() {
        tree.file(CPUS + "isolated", "\n").file(CPUS + "nohz_full", "(null)\n");

        assertThat(new CpuChecks(machine(), List.of(1)).isolation().finding()).contains("isolcpus and nohz_full");
    }

    @Test
    void aKernelThatCannotLeaveACpuAloneHasNoList() {
        tree.file(CPUS + "isolated", "1\n");

        assertThat(new CpuChecks(machine(), List.of(1)).isolation().finding()).contains("kernel's nohz_full:");
    }

    @Test
    void onlyTheFastestGovernorPasses() {
        tree.file(CPUS + "cpu1/cpufreq/scaling_governor", "performance\n")
                .file(CPUS + "cpu2/cpufreq/scaling_governor", "powersave\n");

        passes(new CpuChecks(machine(), List.of(1)).governor());
        passes(new CpuChecks(machine(), List.of(3)).governor());
        warns(
                new CpuChecks(machine(), List.of(1, 2)).governor(),
                "echo performance | tee /sys/devices/system/cpu/cpu2/cpufreq/scaling_governor",
                "(2: powersave)");
    }
}
