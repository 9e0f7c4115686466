package io.offramp.frontend.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.Backend;
import io.offramp.client.model.Condition;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairSpec;
import io.offramp.client.model.PairState;
import io.offramp.client.model.PairStatus;
import io.offramp.client.model.Poller;
import io.offramp.client.model.TapLink;
import io.offramp.client.model.TapSpec;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Inventory;
import io.offramp.frontend.feed.Rates;
import io.offramp.frontend.feed.Throughput;
import io.offramp.frontend.format.Scale;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchTest {
    private static final Inventory NOTHING_ELSE =
            new Inventory(null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
    private static final RateFormat FORMAT = new RateFormat(Scale.packets(100), Scale.bits(100));

    @Test
    void thePathLeadsFromThePortToLinux() {
        assertThat(draw(pair(Backend.VHOST_NET), Rates.ZERO).boxes())
                .extracting(Drawing.Box::kind)
                .containsExactly("port", "poller", "virtio_user", "vhost-net", "tap", "Linux");
        assertThat(draw(pair(Backend.TAP), Rates.ZERO).boxes())
                .extracting(Drawing.Box::kind)
                .containsExactly("port", "poller", "net_tap", "tun driver", "tap", "Linux");
    }

    @Test
    void withAVdpaDeviceThePathEndsAtIt() {
        Pair pair = pair(Backend.VHOST_VDPA);
        pair.getSpec().backend(Backend.VHOST_VDPA).device("/dev/vhost-vdpa-3").tap(null);
        pair.getStatus().tap(null);

        Drawing drawing = draw(pair, Rates.ZERO);
        assertThat(drawing.boxes())
                .extracting(Drawing.Box::kind)
                .containsExactly("port", "poller", "virtio_user", "vDPA device");
        assertThat(drawing.arrows()).hasSize(3);
        assertThat(drawing.boxes().getLast().name()).isEqualTo("vhost-vdpa-3");

        pair.getStatus()
                .conditions(List.of(
                        new Condition().type("BackendUnavailable").message("").remedy("")));
        assertThat(draw(pair, Rates.ZERO).boxes().getLast().state()).isEqualTo("not available");
    }

    @Test
    void withASocketThePathLeadsToThePeer() {
        Pair pair = pair(Backend.VHOST_USER);
        pair.getSpec()
                .backend(Backend.VHOST_USER)
                .socket("/run/vhost/exc0.sock")
                .server(true)
                .tap(null);
        pair.getStatus().tap(null);

        Drawing drawing = draw(pair, Rates.ZERO);
        assertThat(drawing.boxes())
                .extracting(Drawing.Box::kind)
                .containsExactly("port", "poller", "virtio_user", "vhost-user socket", "peer");
        assertThat(drawing.arrows()).hasSize(4);
        assertThat(drawing.boxes().get(3).name()).isEqualTo("exc0.sock");
        assertThat(drawing.boxes().getLast().state()).isEqualTo("connected");

        pair.getStatus()
                .conditions(List.of(new Condition().type("NoPeer").message("").remedy("")));
        assertThat(draw(pair, Rates.ZERO).boxes().getLast().state()).isEqualTo("no peer");
    }

    @ParameterizedTest
    @CsvSource({
        "PortLinkDown, 0, FAULT",
        "PollerStopped, 1, FAULT",
        "NumaMismatch, 1, WARNING",
        "BackendFallback, 3, WARNING",
        "TapDown, 4, FAULT",
        "TapGone, 4, FAULT"
    })
    void aConditionColoursItsBox(String type, int box, Tone tone) {
        Pair pair = pair(Backend.VHOST_NET);
        pair.getStatus()
                .conditions(List.of(new Condition().type(type).message("").remedy("")));

        List<Drawing.Box> boxes = draw(pair, Rates.ZERO).boxes();

        assertThat(boxes.get(box).tone()).isEqualTo(tone);
        assertThat(boxes.stream().filter(other -> other.tone().compareTo(Tone.WARNING) >= 0))
                .hasSize(1);
    }

    @Test
    void packetsThatAreLostColourTheArrowWhereTheyAre() {
        Rates rates = new Rates(
                new Throughput(100, 800),
                new Throughput(60, 480),
                0,
                0,
                40,
                Throughput.ZERO,
                Throughput.ZERO,
                0,
                new Throughput(60, 480),
                Throughput.ZERO,
                0,
                0);

        List<Drawing.Arrow> arrows = draw(pair(Backend.VHOST_NET), rates).arrows();

        assertThat(arrows)
                .extracting(Drawing.Arrow::tone)
                .containsExactly(Tone.QUIET, Tone.FAULT, Tone.QUIET, Tone.QUIET, Tone.QUIET);
        assertThat(arrows.get(1).toKernel().loss()).isEqualTo("−40\u00a0pps ring full");
        assertThat(arrows.get(0).toKernel().packets()).isEqualTo("100\u00a0pps");
        assertThat(arrows.get(4).toKernel().moving()).isTrue();
    }

    @Test
    void thePollerTellsTheLoadOfItsBusiestLcore() {
        Inventory inventory = new Inventory(
                null,
                List.of(),
                List.of(),
                List.of(
                        poller(1, 12.4, "exc0"),
                        poller(2, 98.6, "exc0", "exc1")
                                .conditions(List.of(new Condition()
                                        .type("PollerSaturated")
                                        .message("")
                                        .remedy(""))),
                        poller(3, 99.9, "exc1")),
                List.of(),
                List.of(),
                List.of(),
                Map.of());

        Drawing drawing = new Sketch(pair(Backend.VHOST_NET), inventory, Rates.ZERO, FORMAT).draw();

        assertThat(drawing.boxes().get(1).state()).isEqualTo("polling, load 99\u00a0%");
        assertThat(drawing.boxes().get(1).tone()).isEqualTo(Tone.WARNING);
    }

    private static Poller poller(int lcore, double load, String... pairs) {
        return new Poller().lcore(lcore).load(load).pairs(List.of(pairs)).conditions(List.of());
    }

    private static Drawing draw(Pair pair, Rates rates) {
        return new Sketch(pair, NOTHING_ELSE, rates, FORMAT).draw();
    }

    private static Pair pair(Backend backend) {
        return new Pair()
                .spec(new PairSpec()
                        .name("exc0")
                        .port("net_null0")
                        .backend(Backend.AUTO)
                        .queues(1)
                        .queueSize(1024)
                        .tap(new TapSpec().name("exc0")))
                .status(new PairStatus()
                        .state(PairState.FORWARDING)
                        .backend(backend)
                        .virtioUserPort("virtio_user_exc0")
                        .lcores(List.of(1))
                        .conditions(List.of())
                        .tap(new TapLink()
                                .ifindex(7)
                                .up(true)
                                .carrier(true)
                                .mac("02:00:00:00:00:01")
                                .mtu(1500)));
    }
}
