package io.offramp.frontend.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import io.offramp.client.model.Backend;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairCounters;
import io.offramp.frontend.component.Badge;
import io.offramp.frontend.component.Notices;
import io.offramp.frontend.component.Sparkline;
import io.offramp.frontend.component.Sparkline.Point;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.Sample;
import io.offramp.frontend.format.Numbers;
import io.offramp.frontend.format.Scale;
import io.offramp.frontend.path.PathDrawing;
import io.offramp.frontend.path.RateFormat;
import java.time.Instant;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** One pair on the overview. */
@SuppressWarnings("serial") // sessions stay in memory
class PairCard extends Article {
    private final transient Feed feed;
    private final String name;
    private final Badge state = new Badge();
    private final Span backend = new Span();
    private final PathDrawing path = new PathDrawing();
    private final Notices conditions = Notices.brief();
    private final Direction toKernel;
    private final Direction fromKernel;
    private @Nullable Instant last;

    PairCard(String name, Feed feed) {
        this.name = name;
        this.feed = feed;
        addClassName("card");
        toKernel = new Direction("To kernel", "to-kernel");
        fromKernel = new Direction("From kernel", "from-kernel");
        backend.addClassName("muted");
        Div head = new Div(new H2(new Anchor("pairs/" + name, name)), state, backend);
        head.addClassName("card-head");
        Div directions = new Div(toKernel, fromKernel);
        directions.addClassName("directions");
        add(head, path, conditions, directions);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        List<Sample> history = feed.history(name);
        toKernel.line.show(history.stream().map(PairCard::toKernelPoint).toList());
        fromKernel.line.show(history.stream().map(PairCard::fromKernelPoint).toList());
        last = history.isEmpty() ? null : history.getLast().time();
    }

    void show(Pair pair, Live live) {
        Tone tone = Tone.of(pair.getStatus().getState());
        state.show(pair.getStatus().getState().getValue(), tone);
        backend.setText(backend(pair));
        conditions.show(pair.getStatus().getConditions());
        Sample sample = live.latest().get(name);
        List<Sample> history = feed.history(name);
        RateFormat format = RateFormat.of(history);
        path.show(pair, live.inventory(), sample, format);
        if (sample != null && !sample.time().equals(last)) {
            last = sample.time();
            toKernel.line.push(toKernelPoint(sample));
            fromKernel.line.push(fromKernelPoint(sample));
            PairCounters counters = sample.counters();
            toKernel.show(
                    counters.getToKernel().getTxPackets(),
                    history.stream()
                            .mapToDouble(before -> before.rates().toKernelRx().packets()));
            fromKernel.show(
                    counters.getFromKernel().getTxPackets(),
                    history.stream()
                            .mapToDouble(before -> before.rates().fromKernelRx().packets()));
        }
    }

    private static String backend(Pair pair) {
        return switch (pair.getSpec().getBackend()) {
            case VHOST_USER -> "vhost-user";
            case VHOST_VDPA -> "vDPA";
            default -> pair.getStatus().getBackend() == Backend.TAP ? "TAP (net_tap)" : "vhost-net";
        };
    }

    private static Point toKernelPoint(Sample sample) {
        return new Point(
                sample.time().toEpochMilli(), sample.rates().toKernelRx().packets());
    }

    private static Point fromKernelPoint(Sample sample) {
        return new Point(
                sample.time().toEpochMilli(), sample.rates().fromKernelRx().packets());
    }

    /** The total of one direction and its last five minutes. */
    private static final class Direction extends Div {
        private final Span total = new Span("–");
        private final Span peak = new Span();
        private final Sparkline line;

        Direction(String label, String css) {
            addClassNames("direction", css);
            line = new Sparkline(label + ", packets a second in the last five minutes", css);
            Span name = new Span(label);
            name.addClassName("label");
            total.addClassName("total");
            peak.addClassName("muted");
            Div text = new Div(name, total, peak);
            add(text, line);
        }

        void show(long packets, DoubleStream rates) {
            total.setText(Numbers.count(packets) + " packets");
            double highest = rates.max().orElse(0);
            peak.setText("peak " + Scale.packets(highest).format(highest));
        }
    }
}
