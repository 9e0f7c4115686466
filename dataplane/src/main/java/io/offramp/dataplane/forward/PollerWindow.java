package io.offramp.dataplane.forward;

import java.time.Duration;
import java.time.Instant;

/**
 * What a poller did in a span of time.
 *
 * @param time when the span ended
 * @param length how long it was, more than nothing
 * @param before what it had done when the span began
 * @param after what it had done when the span ended
 */
public record PollerWindow(Instant time, Duration length, PollerStats before, PollerStats after) {

    /**
     * The part of the span that went to packets.
     *
     * @return percent, 0 to 100
     */
    public double load() {
        // A duty cycle counts when it ends, so one that began before the span can bring more time than the span has.
        return Math.min(100, 100.0 * (after.busyNanos() - before.busyNanos()) / length.toNanos());
    }

    /**
     * How often it polled.
     *
     * @return a second
     */
    public double pollsPerSecond() {
        return perSecond(before.polls(), after.polls());
    }

    /**
     * How often it found packets.
     *
     * @return a second
     */
    public double busyPollsPerSecond() {
        return perSecond(before.busyPolls(), after.busyPolls());
    }

    /**
     * How many packets it received.
     *
     * @return a second
     */
    public double packetsPerSecond() {
        return perSecond(before.packets(), after.packets());
    }

    private double perSecond(long from, long to) {
        return (to - from) * 1e9 / length.toNanos();
    }
}
