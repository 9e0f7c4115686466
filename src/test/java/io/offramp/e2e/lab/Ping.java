package io.offramp.e2e.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run of {@code ping} sums up.
 *
 * @param transmitted echo requests sent
 * @param received echo replies received, duplicates left out
 */
public record Ping(int transmitted, int received) {
    private static final Pattern SUMMARY = Pattern.compile("(\\d+) packets transmitted, (\\d+) received,");

    /** Reads the summary that {@code ping} prints at its end. */
    static Ping parse(String output) {
        Matcher summary = SUMMARY.matcher(output);
        if (!summary.find()) {
            throw new AssertionError("ping printed no summary: " + output);
        }
        return new Ping(Integer.parseInt(summary.group(1)), Integer.parseInt(summary.group(2)));
    }
}
