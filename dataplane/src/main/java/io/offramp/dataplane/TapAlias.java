package io.offramp.dataplane;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The interface alias ({@code ip link set … alias}) that a tap of a pair bears: by it the tap is known after a restart, and
 * no other interface is ever taken for one.
 *
 * @param owner whose tap it is, {@link PairStore#owner}
 * @param pair the pair's name
 */
record TapAlias(String owner, String pair) {
    private static final Pattern TEXT = Pattern.compile("offramp:([A-Za-z0-9-]{8,64}):(" + Syntax.PAIR_NAME + ")");

    /** Reads an interface's alias; empty when it is none of a tap of a pair. */
    static Optional<TapAlias> parse(String alias) {
        Matcher matcher = TEXT.matcher(alias);
        return matcher.matches() ? Optional.of(new TapAlias(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    String text() {
        return "offramp:%s:%s".formatted(owner, pair);
    }
}
