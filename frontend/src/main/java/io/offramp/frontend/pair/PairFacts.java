package io.offramp.frontend.pair;

import io.offramp.client.model.Backend;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairSpec;
import io.offramp.client.model.PairStatus;
import io.offramp.client.model.Tap;
import io.offramp.client.model.TapLink;
import io.offramp.client.model.TapSpec;
import io.offramp.client.model.VhostWorker;
import io.offramp.frontend.component.Facts;
import io.offramp.frontend.feed.Inventory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was asked for, and what is. */
final class PairFacts {
    private static final String NOT_BUILT = "none: the pair could not be built";

    private PairFacts() {}

    static void show(Facts facts, Pair pair, Inventory inventory) {
        PairSpec spec = pair.getSpec();
        PairStatus status = pair.getStatus();
        facts.show("Port", spec.getPort());
        facts.show("Backend asked for", spec.getBackend().getValue());
        facts.show(
                "Backend in use",
                Optional.ofNullable(status.getBackend()).map(Backend::getValue).orElse(NOT_BUILT));
        facts.show(
                status.getBackend() == Backend.TAP ? "net_tap port" : "virtio_user port",
                Objects.requireNonNullElse(status.getVirtioUserPort(), NOT_BUILT));
        facts.show("Lcores", status.getLcores().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        facts.show("Queues", Integer.toString(spec.getQueues()));
        facts.show("Queue size", "%d descriptors".formatted(spec.getQueueSize()));
        if (status.getBackend() == Backend.VHOST_NET) {
            facts.show("vhost workers", workers(status.getVhostWorkers()));
        }
        if (spec.getBackend() == Backend.VHOST_VDPA) {
            facts.show("vDPA device", Objects.requireNonNullElse(spec.getDevice(), "–"));
        } else if (spec.getBackend() == Backend.VHOST_USER) {
            facts.show("Socket", Objects.requireNonNullElse(spec.getSocket(), "–"));
            facts.show("Part on the socket", Boolean.TRUE.equals(spec.getServer()) ? "server" : "client");
        } else {
            showTap(facts, pair, inventory);
        }
    }

    private static String workers(List<VhostWorker> workers) {
        return workers.isEmpty()
                ? "cannot be seen"
                : workers.stream().map(PairFacts::worker).collect(Collectors.joining(", "));
    }

    private static String worker(VhostWorker worker) {
        Double load = worker.getLoad();
        return "queue %d: %s on CPU %d"
                .formatted(worker.getQueue(), load == null ? "–" : Math.round(load) + " %", worker.getCpu());
    }

    private static void showTap(Facts facts, Pair pair, Inventory inventory) {
        PairSpec spec = pair.getSpec();
        TapLink link = pair.getStatus().getTap();
        facts.show(
                "Tap", Optional.ofNullable(spec.getTap()).map(TapSpec::getName).orElse(spec.getName()));
        facts.show("Interface index", link == null ? "–" : link.getIfindex().toString());
        facts.show("MAC address", link == null ? "–" : link.getMac());
        facts.show("MTU", link == null ? "–" : link.getMtu() + " bytes");
        facts.show("Carrier", link == null ? "–" : link.getCarrier() ? "yes" : "no");
        Optional<Tap> tap = inventory.tapOf(spec.getName());
        facts.show("Operational state", tap.map(Tap::getOperState).orElse("–"));
        facts.show(
                "Addresses",
                tap.map(present -> String.join("  ", present.getAddresses()))
                        .filter(text -> !text.isEmpty())
                        .orElse("none"));
    }
}
