package io.offramp.backend.event;

import io.offramp.dataplane.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** What happened, for whoever asks later. */
@Component
public class EventLog {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    /**
     * Notes an event. Does not block.
     *
     * @param event what happened
     */
    public void record(Event event) {
        log.atLevel(level(event.severity()))
                .log("{} {}: {}", event.pair() == null ? "-" : event.pair(), event.type(), event.message());
    }

    private static Level level(Event.Severity severity) {
        return switch (severity) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR -> Level.ERROR;
        };
    }
}
