package io.offramp.dataplane.preflight;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReversePathCheckTest extends CheckTest {

    @BeforeEach
    void aTapAndAStranger() {
        tree.file("sys/class/net/exc0/ifalias", "ours\n").file("sys/class/net/eth0/ifalias", "\n");
        filters(0, 0, 1);
    }

    @Test
    void aTapWithoutAStrictFilterPasses() {
        passes(look(), "no tap has a strict reverse path filter");
        filters(1, 2, 1);
        passes(look());
    }

    @Test
    void aStrictFilterOfItsOwnWarns() {
        filters(0, 1, 0);

        warns(look(), "sysctl -w net/ipv4/conf/exc0/rp_filter=2", "of exc0 is strict");
    }

    @Test
    void aStrictFilterOfAllWarns() {
        filters(1, 0, 0);

        warns(look(), "sysctl -w net/ipv4/conf/exc0/rp_filter=2", "of exc0 is strict");
    }

    @Test
    void withoutATapThereIsNothingToSay() {
        tree.file("sys/class/net/exc0/ifalias", "\n");
        filters(1, 1, 1);

        passes(look(), "there is no tap yet");
    }

    private Verdict look() {
        return ReversePathCheck.look(machine(), "ours"::equals);
    }

    private void filters(int all, int tap, int stranger) {
        tree.file("proc/sys/net/ipv4/conf/all/rp_filter", all + "\n")
                .file("proc/sys/net/ipv4/conf/exc0/rp_filter", tap + "\n")
                .file("proc/sys/net/ipv4/conf/eth0/rp_filter", stranger + "\n");
    }
}
