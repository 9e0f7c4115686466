package io.offramp.frontend.event;

import io.offramp.client.model.Event;
import io.offramp.client.model.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which events are of interest.
 *
 * @param least the least severity
 * @param subject a part of the subject's name, in any case; empty: any
 */
record EventFilter(Least least, String subject) {

    /** How severe an event is at least. */
    enum Least {
        INFO("All", EnumSet.allOf(Severity.class)),
        WARNING("Warnings and errors", EnumSet.of(Severity.WARNING, Severity.ERROR)),
        ERROR("Errors", EnumSet.of(Severity.ERROR));

        private final String words;
        private final Set<Severity> severities;

        Least(String words, Set<Severity> severities) {
            this.words = words;
            this.severities = severities;
        }

        String words() {
            return words;
        }
    }

    List<Event> of(List<Event> events) {
        String part = subject.strip().toLowerCase(Locale.ROOT);
        return events.stream()
                .filter(event -> least.severities.contains(event.getSeverity()))
                .filter(event -> event.getSubject().toLowerCase(Locale.ROOT).contains(part))
                .toList();
    }
}
