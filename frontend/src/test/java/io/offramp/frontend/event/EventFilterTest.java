package io.offramp.frontend.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.Event;
import io.offramp.client.model.Severity;
import io.offramp.frontend.event.EventFilter.Least;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFilterTest {
    private static final List<Event> EVENTS = List.of(
            event(4, Severity.ERROR, "exc1"),
            event(3, Severity.WARNING, "exc0"),
            event(2, Severity.INFO, "EXC0"),
            event(1, Severity.INFO, "net_af_packet0"));

    private static Event event(long id, Severity severity, String subject) {
        return new Event().id(id).severity(severity).subject(subject);
    }

    private static List<Long> ids(Least least, String subject) {
        return new EventFilter(least, subject)
                .of(EVENTS).stream().map(Event::getId).toList();
    }

    @Test
    void everySeverityHasThoseAboveIt() {
        assertThat(ids(Least.INFO, "")).containsExactly(4L, 3L, 2L, 1L);
        assertThat(ids(Least.WARNING, "")).containsExactly(4L, 3L);
        assertThat(ids(Least.ERROR, "")).containsExactly(4L);
    }

    @Test
    void aPartOfTheSubjectIsEnough() {
        assertThat(ids(Least.INFO, " exc0 ")).containsExactly(3L, 2L);
        assertThat(ids(Least.WARNING, "0")).containsExactly(3L);
        assertThat(ids(Least.INFO, "nothing")).isEmpty();
    }
}
