package io.offramp.frontend.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleFunction;

/** A unit for a number that is shown again and again: it stays until the peak that asked for it is old. */
public final class SteadyScale {
    /** How many numbers a peak is remembered: half a minute at one a second. */
    static final int MEMORY = 30;

    private final DoubleFunction<Scale> unit;
    private final Deque<Double> recent = new ArrayDeque<>(MEMORY);

    /**
     * Remembers nothing yet.
     *
     * @param unit chooses a unit for a peak, such as {@link Scale#packets}
     */
    public SteadyScale(DoubleFunction<Scale> unit) {
        this.unit = unit;
    }

    /**
     * The unit for the next number.
     *
     * @param value not negative
     * @return a unit in which all of the last are below 1000
     */
    public Scale next(double value) {
        if (recent.size() == MEMORY) {
            recent.removeFirst();
        }
        recent.addLast(value);
        return unit.apply(recent.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }
}
