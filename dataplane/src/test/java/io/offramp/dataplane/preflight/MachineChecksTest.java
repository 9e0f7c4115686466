package io.offramp.dataplane.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineChecksTest extends CheckTest {

    @Test
    void eachCheckHasItsSayWhateverTheOthersRunInto() {
        // Without procfs neither capabilities nor limits can be known.
        List<Verdict> verdicts = look(machine());

        assertThat(verdicts)
                .extracting(Verdict::id)
                .containsExactly(
                        "dpdk-library",
                        "hugepages",
                        "vhost-net",
                        "tun",
                        "capabilities",
                        "memlock",
                        "nofile",
                        "vhost-mem-regions",
                        "iommu",
                        "vfio",
                        "nic-driver",
                        "cpu-isolation",
                        "cpu-governor",
                        "rp-filter");
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.finding().contains("could not be checked"))
                .extracting(Verdict::id)
                .containsExactly("capabilities", "memlock", "nofile");
    }

    @Test
    void onThisMachineEachCanBeLookedUpAndOnlyWhatPassesHasNoRemedy() {
        assertThat(look(Machine.THIS)).allSatisfy(verdict -> {
            assertThat(verdict.finding()).doesNotContain("could not be checked");
            assertThat(verdict.remedy() == null).isEqualTo(verdict.level() == Verdict.Level.PASS);
        });
    }

    private static List<Verdict> look(Machine machine) {
        return new MachineChecks(machine, List.of(1), 256, alias -> false).look();
    }
}
