package io.offramp.backend.event;

import io.offramp.dataplane.Event.Severity;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Event logs for tests of other packages. */
public final class EventLogs {
    private EventLogs() {}

    /**
     * Opens one.
     *
     * @param directory where it keeps its files
     * @return to be closed by the caller
     */
    public static EventLog open(Path directory) {
        return new EventLog(new EventFile(directory));
    }

    /**
     * Tells of events.
     *
     * @param log where
     * @param count how many
     */
    public static void tell(EventLog log, int count) {
        for (int i = 0; i < count; i++) {
            log.service(Severity.INFO, "test.event", "for the test");
        }
    }

    /**
     * Waits until an event can be read.
     *
     * @param log where
     * @param id its id
     */
    public static void await(EventLog log, long id) {
        Awaitility.await("event " + id).atMost(Duration.ofSeconds(10)).until(() -> log.lastId() >= id);
    }
}
