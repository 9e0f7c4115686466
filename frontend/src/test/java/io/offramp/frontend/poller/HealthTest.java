package io.offramp.frontend.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.Condition;
import io.offramp.client.model.Poller;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.FeedFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static Poller poller(String... pairs) {
        return new Poller()
                .lcore(1)
                .alive(true)
                .load(50.0)
                .pairs(List.of(pairs))
                .conditions(List.of());
    }

    private static Poller saturated() {
        return poller("exc0")
                .conditions(List.of(
                        new Condition().type("PollerSaturated").message("").remedy("")));
    }

    @Test
    void aPollerWithTimeLeftIsWell() {
        assertThat(Health.of(poller("exc0"), FeedFixture.losing("exc0", 100)))
                .isEqualTo(new Health("polling", Tone.GOOD));
    }

    @Test
    void aSaturatedOneIsAFaultOnlyWhenItsOwnPairsLosePackets() {
        assertThat(Health.of(saturated(), FeedFixture.losing("exc0", 0)).tone()).isEqualTo(Tone.WARNING);
        assertThat(Health.of(saturated(), FeedFixture.losing("exc1", 100)).tone())
                .isEqualTo(Tone.WARNING);
        assertThat(Health.of(saturated(), FeedFixture.losing("exc0", 100)))
                .isEqualTo(new Health("saturated, packets lost", Tone.FAULT));
    }

    @Test
    void aStoppedOneIsAFaultWhateverItsLoad() {
        assertThat(Health.of(poller().alive(false), FeedFixture.losing("exc0", 0)))
                .isEqualTo(new Health("stopped", Tone.FAULT));
    }

    @Test
    void oneWithoutAPairHasNothingToDo() {
        assertThat(Health.of(poller(), FeedFixture.losing("exc0", 0))).isEqualTo(new Health("no pair", Tone.QUIET));
    }
}
