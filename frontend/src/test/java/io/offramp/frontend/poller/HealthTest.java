package io.offramp.frontend.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.Poller;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.FeedFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static Poller poller(double load, String... pairs) {
        return new Poller().lcore(1).alive(true).load(load).pairs(List.of(pairs));
    }

    @Test
    void aPollerWithTimeLeftIsWell() {
        assertThat(Health.of(poller(94.9, "exc0"), FeedFixture.losing("exc0", 100)))
                .isEqualTo(new Health("polling", Tone.GOOD));
    }

    @Test
    void aSaturatedOneIsAFaultOnlyWhenItsOwnPairsLosePackets() {
        assertThat(Health.of(poller(99.9, "exc0"), FeedFixture.losing("exc0", 0))
                        .tone())
                .isEqualTo(Tone.WARNING);
        assertThat(Health.of(poller(99.9, "exc0"), FeedFixture.losing("exc1", 100))
                        .tone())
                .isEqualTo(Tone.WARNING);
        assertThat(Health.of(poller(99.9, "exc0"), FeedFixture.losing("exc0", 100)))
                .isEqualTo(new Health("saturated, packets lost", Tone.FAULT));
    }

    @Test
    void aStoppedOneIsAFaultWhateverItsLoad() {
        assertThat(Health.of(poller(0).alive(false), FeedFixture.losing("exc0", 0)))
                .isEqualTo(new Health("stopped", Tone.FAULT));
    }

    @Test
    void oneWithoutAPairHasNothingToDo() {
        assertThat(Health.of(poller(0), FeedFixture.losing("exc0", 0))).isEqualTo(new Health("no pair", Tone.QUIET));
    }
}
