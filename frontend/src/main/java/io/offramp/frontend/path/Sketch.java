package io.offramp.frontend.path;

import io.offramp.client.model.Backend;
import io.offramp.client.model.Host;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairState;
import io.offramp.client.model.Poller;
import io.offramp.client.model.Port;
import io.offramp.client.model.Tap;
import io.offramp.client.model.TapLink;
import io.offramp.client.model.TapSpec;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Inventory;
import io.offramp.frontend.feed.Rates;
import io.offramp.frontend.feed.Throughput;
import io.offramp.frontend.format.Numbers;
import io.offramp.frontend.format.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the drawing of a pair's path from what is known of it. */
final class Sketch {
    private final Pair pair;
    private final Inventory inventory;
    private final List<Fault> faults;
    private final RateFormat format;
    private final @Nullable Rates rates;

    /** Without rates the lanes are empty: there are none yet. */
    Sketch(Pair pair, Inventory inventory, @Nullable Rates rates, RateFormat format) {
        this.pair = pair;
        this.inventory = inventory;
        this.rates = rates;
        this.format = format;
        this.faults = Fault.of(pair.getStatus().getConditions());
    }

    Drawing draw() {
        return switch (pair.getSpec().getBackend()) {
            case VHOST_USER ->
                new Drawing(List.of(port(), poller(), kernelSide(), socket(), peer()), arrows().subList(0, Fault.PEER));
            case VHOST_VDPA ->
                new Drawing(List.of(port(), poller(), kernelSide(), device()), arrows().subList(0, Fault.VHOST));
            default -> new Drawing(List.of(port(), poller(), kernelSide(), vhost(), tap(), linux()), arrows());
        };
    }

    private Drawing.Box port() {
        Optional<Port> port = inventory.port(pair.getSpec().getPort());
        boolean up = port.map(known -> known.getLink().getUp()).orElse(true);
        String speed = port.map(known -> known.getLink().getSpeedMbps())
                .map(megabits -> "link up, " + Numbers.speed(megabits))
                .orElse("link up");
        return box(
                Fault.PORT,
                "port",
                pair.getSpec().getPort(),
                port.map(Port::getDriver).orElse(""),
                up ? speed : "link down",
                up ? Tone.GOOD : Tone.FAULT);
    }

    private Drawing.Box poller() {
        String lcores =
                pair.getStatus().getLcores().stream().map(String::valueOf).collect(Collectors.joining(", "));
        Host host = inventory.host();
        String idle = host == null
                ? ""
                : "idle: "
                        + host.getLcores()
                                .getIdleStrategy()
                                .getValue()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-');
        PairState state = pair.getStatus().getState();
        boolean forwarding = state == PairState.FORWARDING || state == PairState.DEGRADED;
        // The busiest one counts: it is where packets would be lost.
        Optional<Poller> busiest =
                inventory.pollersOf(pair.getSpec().getName()).stream().max(Comparator.comparing(Poller::getLoad));
        String load = busiest.map(poller -> ", load %.0f\u00a0%%".formatted(poller.getLoad()))
                .orElse("");
        boolean saturated = busiest.stream()
                .flatMap(poller -> poller.getConditions().stream())
                .anyMatch(condition -> condition.getType().equals("PollerSaturated"));
        return box(
                Fault.POLLER,
                "poller",
                (pair.getStatus().getLcores().size() > 1 ? "lcores " : "lcore ") + lcores,
                idle,
                forwarding ? "polling" + load : state.getValue().toLowerCase(Locale.ROOT),
                !forwarding ? Tone.QUIET : saturated ? Tone.WARNING : Tone.GOOD);
    }

    private boolean vhostNet() {
        return pair.getStatus().getBackend() != Backend.TAP;
    }

    private Drawing.Box kernelSide() {
        int queues = pair.getSpec().getQueues();
        String rings = "%d × %d descriptors".formatted(queues, pair.getSpec().getQueueSize());
        return box(
                Fault.KERNEL_SIDE,
                vhostNet() ? "virtio_user" : "net_tap",
                Objects.requireNonNullElse(pair.getStatus().getVirtioUserPort(), "not made"),
                rings,
                queues == 1 ? "1 queue" : queues + " queues",
                Tone.QUIET);
    }

    private Drawing.Box vhost() {
        boolean built = pair.getStatus().getBackend() != null;
        String state = built ? "attached" : "not attached";
        Tone tone = built ? Tone.GOOD : Tone.QUIET;
        return vhostNet()
                ? box(Fault.VHOST, "vhost-net", "/dev/vhost-net", "in the kernel", state, tone)
                : box(Fault.VHOST, "tun driver", "/dev/net/tun", "one system call a packet", state, tone);
    }

    private Drawing.Box socket() {
        boolean server = Boolean.TRUE.equals(pair.getSpec().getServer());
        String path = Objects.requireNonNullElse(pair.getSpec().getSocket(), "");
        boolean built = pair.getStatus().getBackend() != null;
        return box(
                Fault.VHOST,
                "vhost-user socket",
                path.substring(path.lastIndexOf('/') + 1),
                server ? "server" : "client",
                built ? "open" : "not connected",
                built ? Tone.GOOD : Tone.QUIET);
    }

    private Drawing.Box peer() {
        PairState state = pair.getStatus().getState();
        boolean connected = fault(Fault.Place.BOX, Fault.PEER).isEmpty()
                && (state == PairState.FORWARDING || state == PairState.DEGRADED);
        return box(
                Fault.PEER,
                "peer",
                "another process",
                "moves packets itself",
                connected ? "connected" : "not connected",
                connected ? Tone.GOOD : Tone.QUIET);
    }

    private Drawing.Box device() {
        String path = Objects.requireNonNullElse(pair.getSpec().getDevice(), "");
        boolean built = pair.getStatus().getBackend() != null;
        return box(
                Fault.VHOST,
                "vDPA device",
                path.substring(path.lastIndexOf('/') + 1),
                "hardware, or a process",
                built ? "open" : "not open",
                built ? Tone.GOOD : Tone.QUIET);
    }

    private Drawing.Box tap() {
        TapLink link = pair.getStatus().getTap();
        String name = Optional.ofNullable(pair.getSpec().getTap())
                .map(TapSpec::getName)
                .orElse(pair.getSpec().getName());
        if (link == null) {
            return box(Fault.TAP, "tap", name, "", "gone", Tone.FAULT);
        }
        String state = (link.getUp() ? "up" : "down") + (link.getCarrier() ? ", carrier" : ", no carrier");
        Tone tone = link.getUp() && link.getCarrier() ? Tone.GOOD : Tone.QUIET;
        return box(Fault.TAP, "tap", name, "MTU " + link.getMtu(), state, tone);
    }

    private Drawing.Box linux() {
        List<String> addresses =
                inventory.tapOf(pair.getSpec().getName()).map(Tap::getAddresses).orElse(List.of()).stream()
                        .filter(address -> !address.startsWith("fe80:"))
                        .toList();
        Host host = inventory.host();
        return box(
                Fault.LINUX,
                "Linux",
                addresses.isEmpty() ? "no address" : addresses.getFirst(),
                addresses.size() > 2
                        ? "and %d more".formatted(addresses.size() - 1)
                        : addresses.stream().skip(1).collect(Collectors.joining()),
                host == null ? "" : host.getKernel(),
                Tone.QUIET);
    }

    private Drawing.Box box(int index, String kind, String name, String detail, String state, Tone tone) {
        return fault(Fault.Place.BOX, index)
                .map(fault -> new Drawing.Box(kind, name, detail, fault.state(), fault.tone()))
                .orElse(new Drawing.Box(kind, name, detail, state, tone));
    }

    private Optional<Fault> fault(Fault.Place place, int index) {
        return faults.stream()
                .filter(fault -> fault.place() == place && fault.index() == index)
                .max((a, b) -> a.tone().compareTo(b.tone()));
    }

    private List<Drawing.Arrow> arrows() {
        Rates now = rates == null ? Rates.ZERO : rates;
        List<Drawing.Arrow> arrows = new ArrayList<>();
        arrows.add(arrow(
                Fault.PORT, now.toKernelRx(), null, now.fromKernelTx(), loss(now.fromKernelRingFull(), "ring full")));
        arrows.add(arrow(
                Fault.POLLER, now.toKernelTx(), loss(now.toKernelRingFull(), "ring full"), now.fromKernelRx(), null));
        arrows.add(plain(Fault.KERNEL_SIDE, now));
        arrows.add(plain(Fault.VHOST, now));
        arrows.add(arrow(
                Fault.TAP,
                now.tapRx(),
                loss(now.tapRxDropped(), "refused"),
                now.tapTx(),
                loss(now.tapTxDropped(), "queue full")));
        return arrows;
    }

    private Drawing.Arrow arrow(
            int index, Throughput to, @Nullable String toLoss, Throughput from, @Nullable String fromLoss) {
        Tone tone = fault(Fault.Place.ARROW, index)
                .map(Fault::tone)
                .orElse(toLoss != null || fromLoss != null ? Tone.FAULT : Tone.QUIET);
        return new Drawing.Arrow(lane(to, toLoss), lane(from, fromLoss), tone, true);
    }

    private Drawing.Arrow plain(int index, Rates now) {
        Tone tone = fault(Fault.Place.ARROW, index).map(Fault::tone).orElse(Tone.QUIET);
        return new Drawing.Arrow(lane(now.toKernelTx(), null), lane(now.fromKernelRx(), null), tone, false);
    }

    private Drawing.Lane lane(Throughput throughput, @Nullable String loss) {
        return rates == null
                ? new Drawing.Lane("–", "–", false, null)
                : new Drawing.Lane(
                        format.packets().format(throughput.packets()),
                        format.bits().format(throughput.bits()),
                        throughput.packets() > 0,
                        loss);
    }

    private static @Nullable String loss(double packets, String reason) {
        return packets > 0 ? "−%s %s".formatted(Scale.packets(packets).format(packets), reason) : null;
    }
}
