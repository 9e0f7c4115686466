package io.offramp.backend.dataplane;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a list of lcores in the notation of EAL's {@code --lcores}, reduced to numbers and ranges. */
final class LcoreList {
    /** {@code RTE_MAX_LCORE} of the distributions' builds is 128 (x86) to 256 (arm64). */
    private static final int HIGHEST_LCORE = 255;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");

    private LcoreList() {}

    /**
     * Reads {@code 1}, {@code 2-5} or {@code 1,3,6-7}.
     *
     * @return the lcores in the order given; none for a blank string
     * @throws IllegalArgumentException when it is no such list, or names an lcore twice
     */
    static List<Integer> parse(String list) {
        List<Integer> lcores = new ArrayList<>();
        if (list.isBlank()) {
            return lcores;
        }
        for (String part : list.split(",", -1)) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no list of lcores such as 1 or 2-5 or 1,3".formatted(list));
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first > last || last > HIGHEST_LCORE) {
                throw new IllegalArgumentException(
                        "\"%s\" is no range of lcores from 0 to %d".formatted(part.strip(), HIGHEST_LCORE));
            }
            for (int lcore = first; lcore <= last; lcore++) {
                if (lcores.contains(lcore)) {
                    throw new IllegalArgumentException("\"%s\" names lcore %d twice".formatted(list, lcore));
                }
                lcores.add(lcore);
            }
        }
        return lcores;
    }
}
