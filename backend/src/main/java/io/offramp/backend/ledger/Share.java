package io.offramp.backend.ledger;

import java.util.Locale;

/** A part of a whole, in words. */
final class Share {
    private Share() {}

    /**
     * Some is never told as nothing, nor as all.
     *
     * @param part more than 0
     * @param whole not less
     * @return such as {@code 38 %}, {@code 3.8 %}, {@code 0.04 %} or {@code less than 0.01 %}
     */
    static String of(long part, long whole) {
        double percent = percent(part, whole);
        if (part == whole) {
            return "100 %";
        }
        if (percent < 0.01) {
            return "less than 0.01 %";
        }
        if (percent >= 99.5) {
            return "more than 99 %";
        }
        // Each bound is what would be rounded to one more digit.
        String format = percent < 0.995 ? "%.2f %%" : percent < 9.95 ? "%.1f %%" : "%.0f %%";
        return String.format(Locale.ROOT, format, percent);
    }

    /**
     * The same as a number.
     *
     * @return 0 to 100; 0 of nothing
     */
    static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
