package io.offramp.frontend.pair;

import java.util.Arrays;
import java.util.List;

/** Addresses as one types them: separated by blanks, commas or line ends. */
final class AddressList {
    private AddressList() {}

    static List<String> parse(String typed) {
        return Arrays.stream(typed.split("[\\s,;]+"))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    static String format(List<String> addresses) {
        return String.join("\n", addresses);
    }
}
