package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.ethdev.EthPort;
import io.offramp.dataplane.ethdev.MempoolSet;
import io.offramp.dataplane.ethdev.PortInfo;
import java.util.Locale;
import java.util.Objects;

/** Draws blueprints of pairs: fills in the defaults and refuses what cannot be built here. It changes nothing. */
final class Draft {
    private final MempoolSet mempools;

    Draft(MempoolSet mempools) {
        this.mempools = mempools;
    }

    /**
     * Draws one.
     *
     * @param wanted checked by {@link SpecCheck}
     * @param port its port, free or the pair's already
     * @param before what the port was like without a pair
     */
    Blueprint of(PairSpec wanted, EthPort port, PortBefore before) {
        KernelSide.Choice kernelSide = KernelSide.choose(wanted.backend());
        PortInfo info = port.info();
        checkQueues(wanted, info);
        checkMbufs(wanted);
        TapSpec tap = wanted.tap();
        return new Blueprint(
                tap == null ? wanted : wanted.with(filledIn(tap, wanted, info, before)), port, before, kernelSide);
    }

    private TapSpec filledIn(TapSpec tap, PairSpec wanted, PortInfo info, PortBefore before) {
        int mtu = Objects.requireNonNullElse(tap.mtu(), before.mtu());
        new MtuLimit(mempools.dataRoom(), wanted.port(), info).check("tap.mtu", mtu);
        String mac =
                tap.mac() == null ? before.mac().forTap().toString() : tap.mac().toLowerCase(Locale.ROOT);
        return new TapSpec(wanted.tapName(), mac, mtu, tap.up(), tap.addresses(), tap.netns(), tap.persistent());
    }

    private static void checkQueues(PairSpec wanted, PortInfo info) {
        int queues = Math.min(info.maxRxQueues(), info.maxTxQueues());
        if (wanted.queues() > queues) {
            throw new DataplaneException(
                    Code.QUEUES_UNSUPPORTED,
                    "queues",
                    "port %s has %d queue pairs at most".formatted(wanted.port(), queues),
                    "Ask for no more than %d queues.".formatted(queues));
        }
    }

    private void checkMbufs(PairSpec wanted) {
        int needed = 2 * wanted.queues() * wanted.queueSize() + 1024;
        if (needed > mempools.mbufs()) {
            throw new DataplaneException(
                    Code.MEMPOOL_LIMIT,
                    "queueSize",
                    "%d queues of %d descriptors on both sides take up to %d mbufs, a mempool has %d"
                            .formatted(wanted.queues(), wanted.queueSize(), needed, mempools.mbufs()),
                    "Ask for smaller queues, or raise offramp.mempools.mbufs and restart.");
        }
    }
}
