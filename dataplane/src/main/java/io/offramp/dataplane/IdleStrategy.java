package io.offramp.dataplane;

/** What a poller does when none of its queues had a packet. */
public enum IdleStrategy {
    /** Polls again at once: the shortest delay, the core is always 100 % busy. For isolated cores. */
    BUSY_SPIN,
    /** Lets another thread run first ({@code sched_yield}). */
    YIELD,
    /** Spins, then yields, then sleeps for up to 100 µs: kind to a shared core, adds at most that much delay. */
    BACKOFF
}
