package io.offramp.dataplane.eal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EalArgumentsTest {
    private static final MemoryDemand DEMAND = new MemoryDemand(200, 300);
    private static final long ENOUGH = 200L << 20;

    private static List<String> complete(long freeHugepageBytes, String... given) {
        return new EalArguments(List.of(given)).complete(0, DEMAND, freeHugepageBytes, true);
    }

    @Test
    void hugepagesAreUsedWhereEnoughAreFree() {
        assertThat(complete(ENOUGH))
                .containsSequence("--in-memory", "--single-file-segments", "-m", "200")
                .doesNotContain("--no-huge");
    }

    @Test
    void ordinaryPagesAreUsedWhereHugepagesAreShort() {
        assertThat(complete(ENOUGH - 1))
                .containsSequence("--no-huge", "--no-shconf", "-m", "300")
                .doesNotContain("--in-memory");
    }

    @Test
    void theOperatorsMemoryIsLeftAlone() {
        assertThat(complete(ENOUGH, "--no-huge", "-m", "64"))
                .doesNotContain("--in-memory")
                .containsOnlyOnce("-m");
        assertThat(complete(0, "--huge-dir=/mnt/huge", "--socket-mem", "512"))
                .doesNotContain("--no-huge", "--in-memory", "-m");
        assertThat(complete(0, "--no-huge")).containsSequence("-m", "300");
    }

    @Test
    void theOperatorsLcoresAreLeftAlone() {
        assertThat(complete(0)).containsSequence("-l", "0");
        assertThat(complete(0, "-l", "3")).containsOnlyOnce("-l");
        assertThat(complete(0, "--lcores=3")).doesNotContain("-l");
        assertThat(complete(0, "-c1")).doesNotContain("-l");
    }

    @Test
    void noPciDeviceIsTakenUnlessOneIsNamed() {
        assertThat(complete(0, "--vdev=net_null0")).containsSequence("-a", "ffff:ff:1f.7");
        assertThat(complete(0, "-a", "0000:84:00.0")).doesNotContain("ffff:ff:1f.7");
        assertThat(complete(0, "--allow=0000:84:00.0")).doesNotContain("ffff:ff:1f.7");
        assertThat(new EalArguments(List.of()).complete(0, DEMAND, 0, false))
                .contains("--no-pci")
                .doesNotContain("-a");
    }

    @Test
    void deviceNamesAreReadFromEveryForm() {
        EalArguments arguments = new EalArguments(List.of(
                "--vdev=net_null0,no-rx=1",
                "--vdev",
                "net_ring0",
                "-a",
                "0000:84:00.0",
                "--allow=0000:84:00.1",
                "-a0000:84:00.2"));

        assertThat(arguments.deviceNames())
                .containsExactly("net_null0", "net_ring0", "0000:84:00.0", "0000:84:00.1", "0000:84:00.2");
    }

    @Test
    void whatWouldEndTheProcessIsRefused() {
        assertThatThrownBy(() -> new EalArguments(List.of("--help")))
                .isInstanceOf(EalException.class)
                .hasMessageContaining("--help");
    }
}
