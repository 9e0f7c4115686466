package io.offramp.frontend.format;

import java.util.Locale;

/**
 * A unit for numbers that are shown together, chosen by the highest of them, so that columns compare and units do not jump.
 *
 * @param divisor what a number is divided by
 * @param unit the unit's symbol
 * @param decimals decimals shown
 */
public record Scale(double divisor, String unit, int decimals) {
    private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

    /**
     * For packet rates.
     *
     * @param peak the highest rate, in packets a second
     * @return pps, kpps, Mpps…
     */
    public static Scale packets(double peak) {
        return of(peak, "pps");
    }

    /**
     * For bit rates.
     *
     * @param peak the highest rate, in bits a second
     * @return bit/s, kbit/s, Mbit/s…
     */
    public static Scale bits(double peak) {
        return of(peak, "bit/s");
    }

    /**
     * For polls.
     *
     * @param peak the highest rate, in polls a second
     * @return polls/s, kpolls/s, Mpolls/s…
     */
    public static Scale polls(double peak) {
        return of(peak, "polls/s");
    }

    private static Scale of(double peak, String unit) {
        double divisor = 1;
        int step = 0;
        // Half a unit short of the next prefix is shown with that prefix, so that nothing rounds to 1000.
        while (peak / divisor >= 999.5 && step < PREFIXES.length - 1) {
            divisor *= 1000;
            step++;
        }
        return new Scale(divisor, PREFIXES[step] + unit, step == 0 ? 0 : 2);
    }

    /**
     * A number without its unit. What is not zero does not look like zero.
     *
     * @param value the number, not negative
     * @return such as {@code 12.34}, {@code 0} or {@code <0.01}
     */
    public String number(double value) {
        if (value == 0) {
            return "0";
        }
        double scaled = value / divisor;
        double least = Math.pow(10, -decimals);
        return scaled < least / 2
                ? "<" + String.format(Locale.ROOT, "%." + decimals + "f", least)
                : String.format(Locale.ROOT, "%." + decimals + "f", scaled);
    }

    /**
     * A number with its unit.
     *
     * @param value the number, not negative
     * @return such as {@code 12.34 Mpps}
     */
    public String format(double value) {
        return number(value) + "\u00a0" + unit;
    }
}
