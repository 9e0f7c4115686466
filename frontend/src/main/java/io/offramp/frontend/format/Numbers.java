package io.offramp.frontend.format;

import java.util.Locale;

/** Counts and sizes for people. */
public final class Numbers {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final String[] TIMES = {"ns", "µs", "ms", "s"};

    private Numbers() {}

    /**
     * A count, its digits in groups of three.
     *
     * @param value the count
     * @return such as {@code 1 175 788}, with narrow no-break spaces
     */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
    }

    /**
     * A size in memory.
     *
     * @param bytes the size
     * @return such as {@code 512 MiB}
     */
    public static String memory(long bytes) {
        double value = bytes;
        int step = 0;
        while (value >= 1024 && step < BINARY.length - 1) {
            value /= 1024;
            step++;
        }
        return String.format(
                Locale.ROOT, value < 10 && step > 0 ? "%.1f\u00a0%s" : "%.0f\u00a0%s", value, BINARY[step]);
    }

    /**
     * A part of a whole.
     *
     * @param part the part, not negative
     * @param whole the whole
     * @return such as {@code 99.98 %}; what is not all does not look like all, nor what is not nothing like nothing
     */
    public static String percent(long part, long whole) {
        if (whole <= 0) {
            return "–";
        }
        double percent = 100.0 * part / whole;
        if (part == 0 || part == whole) {
            return "%.0f\u00a0%%".formatted(percent);
        }
        return String.format(Locale.ROOT, "%.2f\u00a0%%", Math.clamp(percent, 0.01, 99.99));
    }

    /**
     * A short time, to three digits.
     *
     * @param nanos nanoseconds, not negative
     * @return such as {@code 1.02 ms}, or {@code 64 µs} where no more is known
     */
    public static String time(long nanos) {
        double value = nanos;
        int step = 0;
        // What would round to 1000 is shown in the next unit.
        while (value >= 999.5 && step < TIMES.length - 1) {
            value /= 1000;
            step++;
        }
        String format = value == Math.rint(value) || value >= 99.95 ? "%.0f" : value < 9.995 ? "%.2f" : "%.1f";
        return String.format(Locale.ROOT, format, value) + "\u00a0" + TIMES[step];
    }

    /**
     * The speed of a link.
     *
     * @param megabits in Mbit/s
     * @return such as {@code 10 Gbit/s}
     */
    public static String speed(long megabits) {
        return megabits % 1000 == 0 ? megabits / 1000 + "\u00a0Gbit/s" : megabits + "\u00a0Mbit/s";
    }
}
