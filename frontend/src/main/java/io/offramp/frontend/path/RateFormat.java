package io.offramp.frontend.path;

import io.offramp.frontend.feed.Sample;
import io.offramp.frontend.format.Scale;
import java.util.List;

/**
 * The units of all numbers of a pair, so that its arrows can be compared.
 *
 * @param packets for packet rates
 * @param bits for bit rates
 */
public record RateFormat(Scale packets, Scale bits) {
    /** A unit stays until the peak that asked for it is as old as this, in samples. */
    private static final int MEMORY = 30;

    /**
     * Units that fit the last half minute.
     *
     * @param history the pair's samples, oldest first
     * @return units in which the highest of the rates is below 1000
     */
    public static RateFormat of(List<Sample> history) {
        List<Sample> recent = history.subList(Math.max(0, history.size() - MEMORY), history.size());
        return new RateFormat(
                Scale.packets(recent.stream()
                        .mapToDouble(sample -> sample.rates().peakPackets())
                        .max()
                        .orElse(0)),
                Scale.bits(recent.stream()
                        .mapToDouble(sample -> sample.rates().peakBits())
                        .max()
                        .orElse(0)));
    }
}
