package io.offramp.frontend.poller;

import io.offramp.client.model.Poller;
import io.offramp.frontend.component.Tone;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.Sample;
import java.util.Objects;

/**
 * How a poller is, in a word.
 *
 * @param word for a badge
 * @param tone how good that is
 */
record Health(String word, Tone tone) {
    static Health of(Poller poller, Live live) {
        if (!poller.getAlive()) {
            return new Health("stopped", Tone.FAULT);
        }
        if (poller.getPairs().isEmpty()) {
            return new Health("no pair", Tone.QUIET);
        }
        if (poller.getConditions().stream()
                .noneMatch(condition -> condition.getType().equals("PollerSaturated"))) {
            return new Health("polling", Tone.GOOD);
        }
        boolean losing = poller.getPairs().stream()
                .map(live.latest()::get)
                .filter(Objects::nonNull)
                .map(Sample::rates)
                .anyMatch(rates -> rates.lost() > 0);
        return losing ? new Health("saturated, packets lost", Tone.FAULT) : new Health("saturated", Tone.WARNING);
    }
}
