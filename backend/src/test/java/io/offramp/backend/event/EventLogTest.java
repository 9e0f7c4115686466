package io.offramp.backend.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.offramp.dataplane.Condition;
import io.offramp.dataplane.Event;
import io.offramp.dataplane.Event.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Author ALICE = new Author("alice", "198.51.100.7");

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path directory;

    private EventLog open() {
        return new EventLog(new EventFile(directory, 5, 1 << 20), Duration.ofMillis(50));
    }

    private static void awaitLast(EventLog log, long id) {
        await("event " + id).atMost(SOON).until(() -> log.lastId() == id);
    }

    @Test
    void whoDidItIsKept() {
        try (EventLog log = open()) {
            log.record(ALICE, "pair.created", "exc0", "made");
            log.record(
                    new Event(Instant.EPOCH, Severity.WARNING, Event.Author.KERNEL, "tap.changed", "exc0", "set down"));
            log.record(new Event(Instant.EPOCH, Severity.INFO, Event.Author.SERVICE, "netlink.overrun", null, "read"));
            log.service(Severity.WARNING, "sign-in.limited", "too many", "203.0.113.9");
            awaitLast(log, 4);

            assertThat(log.latest(10))
                    .extracting(LoggedEvent::author, LoggedEvent::origin, LoggedEvent::subject)
                    .containsExactly(
                            tuple("alice", "198.51.100.7", "exc0"),
                            tuple("kernel", null, "exc0"),
                            tuple("service", null, "service"),
                            tuple("service", "203.0.113.9", "service"));
        }
    }

    @Test
    void idsGoOnAfterARestart() {
        try (EventLog log = open()) {
            log.record(ALICE, "pair.created", "exc0", "made");
            log.record(ALICE, "pair.deleted", "exc0", "gone");
        }
        try (EventLog log = open()) {
            log.record(ALICE, "pair.created", "exc1", "made");
            awaitLast(log, 3);
            assertThat(log.after(1, 10)).extracting(LoggedEvent::id).containsExactly(2L, 3L);
        }
    }

    @Test
    void noMoreIsKeptThanTheFilesHold() {
        try (EventLog log = open()) {
            for (int i = 0; i < 500; i++) {
                log.record(ALICE, "pair.created", "exc" + i, "made");
            }
            awaitLast(log, 500);
            await().atMost(SOON).until(() -> log.latest(1000).size() <= 10);

            assertThat(log.latest(1000))
                    .extracting(LoggedEvent::id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(491, 500).boxed().toList());
        }
    }

    @Test
    void aLongMessageIsCut() {
        try (EventLog log = open()) {
            log.record(ALICE, "pair.created", "exc0", "m".repeat(100_000));
            awaitLast(log, 1);
            assertThat(log.latest(1).getFirst().message()).hasSize(1_000).endsWith("…");
        }
    }

    @Test
    void aTornLastLineIsTold() throws IOException {
        try (EventLog log = open()) {
            log.record(ALICE, "pair.created", "exc0", "made");
        }
        Files.writeString(directory.resolve("events.jsonl"), "{\"id\":2,\"ti", StandardOpenOption.APPEND);
        try (EventLog log = open()) {
            awaitLast(log, 2);
            assertThat(log.latest(10)).extracting(LoggedEvent::type).containsExactly("pair.created", "events.damaged");
            assertThat(log.latest(1).getFirst().severity()).isEqualTo(Severity.WARNING);
        }
    }

    @Test
    void aDiskThatTakesNothingIsAConditionUntilItDoes() throws IOException {
        Path state = directory.resolve("state");
        Files.writeString(state, "a file where the state directory should be");
        try (EventLog log = new EventLog(new EventFile(state), Duration.ofMillis(50))) {
            log.record(ALICE, "pair.created", "exc0", "made");
            awaitLast(log, 1);
            assertThat(log.conditions()).extracting(Condition::type).containsExactly("EventsNotWritten");
            assertThat(log.conditions().getFirst().remedy()).contains("df -h " + state);

            Files.delete(state);
            await("the end of the condition")
                    .atMost(SOON)
                    .until(() -> log.conditions().isEmpty());
            log.record(ALICE, "pair.deleted", "exc0", "gone");
            awaitLast(log, 2);
        }
        assertThat(new EventFile(state).load().events())
                .extracting(LoggedEvent::type)
                .isEqualTo(List.of("pair.created", "pair.deleted"));
    }

    @Test
    void keptEventsThatCannotBeReadAreAConditionAndAreNotOverwritten() throws IOException {
        Files.createDirectory(directory.resolve("events.jsonl"));
        try (EventLog log = open()) {
            log.record(ALICE, "pair.created", "exc0", "made");
            awaitLast(log, 1);
            assertThat(log.conditions()).extracting(Condition::type).containsExactly("EventsNotWritten");
        }
        assertThat(directory.resolve("events.jsonl")).isDirectory();
    }
}
