package io.offramp.backend.dataplane;

import java.util.ArrayList;
import java.util.List;

/** Splits a string into arguments as a shell does, without its expansions. */
final class CommandLine {
    private CommandLine() {}

    /**
     * Splits at blanks that are not within single or double quotes; the quotes themselves are taken away.
     *
     * @throws IllegalArgumentException when a quote is not closed
     */
    static List<String> split(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    argument.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                started = true;
            } else if (Character.isWhitespace(c)) {
                if (started) {
                    arguments.add(argument.toString());
                    argument.setLength(0);
                    started = false;
                }
            } else {
                argument.append(c);
                started = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("The quote " + quote + " is not closed in: " + line);
        }
        if (started) {
            arguments.add(argument.toString());
        }
        return List.copyOf(arguments);
    }
}
