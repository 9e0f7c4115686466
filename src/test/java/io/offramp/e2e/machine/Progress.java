package io.offramp.e2e.machine;

import java.time.Duration;

/** Tells every few seconds that a long step goes on. For one thread. */
public final class Progress {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final String step;
    private final long start = System.nanoTime();
    private Duration next = PERIOD;

    /**
     * Starts to count.
     *
     * @param step what goes on, as in "guest: kernel booting"
     */
    public Progress(String step) {
        this.step = step;
    }

    /** Prints a line, if the last one is long ago. */
    public void report() {
        if (elapsed().compareTo(next) > 0) {
            System.out.printf("%s, %d s%n", step, elapsed().toSeconds());
            next = elapsed().plus(PERIOD);
        }
    }

    /**
     * Prints that the step has ended.
     *
     * @param outcome what is the case now, as in "guest: up"
     */
    public void done(String outcome) {
        System.out.printf("%s after %.1f s%n", outcome, elapsed().toMillis() / 1000.0);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
