package io.offramp.dataplane;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that goes on by itself. Nobody waits for it who could be told of a failure, so the log and the events are; once for
 * each failure, however often it comes.
 */
final class Upkeep implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final String what;
    private final Runnable work;
    private final Events events;
    private String lastFailure = "";

    /** @param what a few words, as in "… failed" */
    Upkeep(String what, Runnable work, Events events) {
        this.what = what;
        this.work = work;
        this.events = events;
    }

    @Override
    public void run() {
        try {
            work.run();
            lastFailure = "";
        } catch (RuntimeException failed) {
            String message = "%s failed: %s".formatted(what, Failures.of(failed).getMessage());
            if (!message.equals(lastFailure)) {
                LOG.error("{}", message, failed);
                events.error("service.upkeep-failed", null, message);
                lastFailure = message;
            }
        }
    }
}
