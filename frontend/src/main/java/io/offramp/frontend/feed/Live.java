package io.offramp.frontend.feed;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the pages show, at one time. When the connection is lost these are the last values.
 *
 * @param connection how the stream is
 * @param since since when it is so
 * @param time when the service read the latest counters, or null before the first
 * @param inventory what the service has
 * @param stale why the inventory is older than it should be, or null when it is not
 * @param latest each pair's latest sample by the pair's name; none for a pair that was read once only
 */
public record Live(
        Connection connection,
        Instant since,
        @Nullable Instant time,
        Inventory inventory,
        @Nullable String stale,
        Map<String, Sample> latest) {}
