package io.offramp.frontend.feed;

import java.time.Instant;

/**
 * How busy a poller was.
 *
 * @param time the end of the second that is meant, by the service's clock
 * @param percent of that second
 */
public record Load(Instant time, double percent) {}
