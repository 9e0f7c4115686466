package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What only a running service can check. */
class PreflightTest {
    private static final DataplaneConfig CONFIG = DataplaneConfig.of();

    @Test
    void memoryInOrdinaryPagesWarnsAndIsTheHostsCondition() {
        Check check = Preflight.hugepages(false, CONFIG);

        warns(check, "ordinary pages", "sysctl -w vm.nr_hugepages=130  # then restart the service");
        assertThat(check.condition("NoHugepages")).hasValueSatisfying(condition -> {
            assertThat(condition.message()).isEqualTo(check.finding());
            assertThat(condition.remedy()).isEqualTo(check.remedy());
        });
    }

    @Test
    void memoryInHugepagesPassesAndIsNoCondition() {
        Check check = Preflight.hugepages(true, CONFIG);

        passes(check, "DPDK's memory lies in hugepages");
        assertThat(check.condition("NoHugepages")).isEmpty();
    }

    @Test
    void portsAreLeftAsLongAsAPairHasRoom() {
        passes(Preflight.ports(30, 32), "30 of the 32 ports");
        warns(Preflight.ports(31, 32), "31 of the 32 ports", "curl -X DELETE");
    }

    @Test
    void mempoolsAreLeftAsLongAsOneIsFree() {
        passes(Preflight.mempools(8, 1), "1 of 8 mempools are free");
        warns(Preflight.mempools(6, 0), "0 of 6", "export OFFRAMP_MEMPOOLS_COUNT=12  # then restart the service");
        warns(Preflight.mempools(12, 0), "0 of 12", "export OFFRAMP_MEMPOOLS_COUNT=16  # then restart the service");
        warns(Preflight.mempools(16, 0), "0 of 16", "$api/pairs/$pair");
    }

    @Test
    void mbufsAreLeftAsLongAsATenthIsFree() {
        passes(Preflight.mbufs(820, 8191), "820 of its 8191 mbufs free");
        warns(
                Preflight.mbufs(819, 8191),
                "819 of its 8191 mbufs free",
                "export OFFRAMP_MEMPOOLS_MBUFS=16383  # then restart the service");
    }

    private static void passes(Check check, String finding) {
        assertThat(check.status()).isEqualTo(Check.Status.PASS);
        assertThat(check.finding()).contains(finding);
        assertThat(check.remedy()).isNull();
    }

    private static void warns(Check check, String finding, String remedy) {
        assertThat(check.status()).isEqualTo(Check.Status.WARN);
        assertThat(check.finding()).contains(finding);
        assertThat(check.remedy()).contains(remedy);
    }
}
