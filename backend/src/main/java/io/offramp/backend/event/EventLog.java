package io.offramp.backend.event;

import io.offramp.backend.condition.HostConditions;
import io.offramp.backend.event.EventFile.Kept;
import io.offramp.dataplane.Condition;
import io.offramp.dataplane.Event;
import io.offramp.dataplane.Event.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * What happened, for whoever asks later. Events are told from any thread, which never waits: a thread {@code offramp-events}
 * gives them their ids, writes them to the {@link EventFile} and only then shows them, so that an id that was seen is not given
 * again after a kill. While the disk takes nothing, events are shown unwritten, and written when it does again.
 */
public final class EventLog implements HostConditions, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    /** What of a message is kept. */
    static final int MAX_MESSAGE = 1_000;

    private static final int QUEUE = 4_096;
    private static final int BATCH = 256;
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration WRITE_OUT_WITHIN = Duration.ofSeconds(3);

    /** Has the writer look whether it is to end. */
    private static final Told WAKE = new Told(Instant.EPOCH, "", "", "", Severity.INFO, LoggedEvent.SERVICE, null);

    private final EventFile file;
    private final Duration retry;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicLong lost = new AtomicLong();
    /** Written by the writer, read by all. */
    private final ConcurrentSkipListMap<Long, LoggedEvent> kept = new ConcurrentSkipListMap<>();

    private final Sinks.Many<Long> news = Sinks.many().multicast().directBestEffort();
    /** Written by the writer, read by all; {@code null} while the disk takes events. */
    private volatile @Nullable Condition unwritable;

    private volatile boolean closing;
    /** Open until the writer has ended. */
    private final CountDownLatch written = new CountDownLatch(1);

    /** The writer's own. */
    private final Deque<LoggedEvent> unwritten = new ArrayDeque<>();

    private boolean readable;
    private long lastId;

    /**
     * An event without its id.
     *
     * @param time when it happened
     * @param type a dotted word
     * @param subject what it happened to
     */
    private record Told(
            Instant time,
            String type,
            String subject,
            String message,
            Severity severity,
            String author,
            @Nullable String origin) {}

    EventLog(EventFile file) {
        this(file, RETRY);
    }

    /** @param retry after how long a disk that took nothing is tried again */
    EventLog(EventFile file, Duration retry) {
        this.file = file;
        this.retry = retry;
        load();
        Thread.ofPlatform().name("offramp-events").daemon().start(this::writeUntilClosed);
    }

    private void load() {
        try {
            Kept before = file.load();
            before.events().forEach(event -> kept.put(event.id(), event));
            lastId = kept.isEmpty() ? 0 : kept.lastKey();
            readable = true;
            if (before.dropped() > 0) {
                service(
                        Severity.WARNING,
                        "events.damaged",
                        "%d line%s of the kept events could not be read and %s dropped; a last line is cut off when the service is killed"
                                .formatted(
                                        before.dropped(),
                                        before.dropped() == 1 ? "" : "s",
                                        before.dropped() == 1 ? "was" : "were"));
            }
        } catch (IOException failed) {
            unwritable(
                    "the kept events in %s cannot be read, so new ones are kept in memory only: %s"
                            .formatted(file.path(), failed),
                    "Let the service read %s, then restart it.".formatted(file.path()));
        }
    }

    /**
     * Notes what happened by itself. Does not block.
     *
     * @param event what happened
     */
    public void record(Event event) {
        tell(new Told(
                event.time(),
                event.type(),
                event.subject() == null ? LoggedEvent.SERVICE : event.subject(),
                event.message(),
                event.severity(),
                event.author().name().toLowerCase(Locale.ROOT),
                null));
    }

    /**
     * Notes what a call has changed. Does not block.
     *
     * @param author who made the call
     * @param type what was done, as a dotted word
     * @param subject the name of what was changed
     * @param message what was done, in words
     */
    public void record(Author author, String type, String subject, String message) {
        tell(new Told(Instant.now(), type, subject, message, Severity.INFO, author.name(), author.origin()));
    }

    /**
     * Notes what the service itself did or met. Does not block.
     *
     * @param severity how much an operator should care
     * @param type what happened, as a dotted word
     * @param message what happened, in words
     */
    public void service(Severity severity, String type, String message) {
        service(severity, type, message, null);
    }

    /**
     * Notes what the service itself did because of somebody. Does not block.
     *
     * @param severity how much an operator should care
     * @param type what happened, as a dotted word
     * @param message what happened, in words
     * @param origin the address of whoever gave the cause
     */
    public void service(Severity severity, String type, String message, @Nullable String origin) {
        tell(new Told(Instant.now(), type, LoggedEvent.SERVICE, message, severity, LoggedEvent.SERVICE, origin));
    }

    private void tell(Told event) {
        log.atLevel(level(event.severity))
                .log(
                        "{} {}: {} ({}{})",
                        event.subject,
                        event.type,
                        event.message,
                        event.author,
                        event.origin == null ? "" : " from " + event.origin);
        if (!told.offer(event)) {
            lost.incrementAndGet();
        }
    }

    private static Level level(Severity severity) {
        return switch (severity) {
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR -> Level.ERROR;
        };
    }

    private void writeUntilClosed() {
        try {
            writeWhatIsTold();
        } finally {
            written.countDown();
        }
    }

    private void writeWhatIsTold() {
        List<Told> batch = new ArrayList<>();
        while (!closing || !told.isEmpty()) {
            try {
                Told first = told.poll(retry.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                }
            } catch (InterruptedException unexpected) {
                throw new IllegalStateException("nobody interrupts the writer: that would close its file", unexpected);
            }
            told.drainTo(batch, BATCH);
            batch.removeIf(event -> event == WAKE);
            write(batch);
            batch.clear();
        }
    }

    private void write(List<Told> batch) {
        List<LoggedEvent> events = new ArrayList<>();
        batch.forEach(event -> events.add(logged(event)));
        long missing = lost.getAndSet(0);
        if (missing > 0) {
            events.add(logged(new Told(
                    Instant.now(),
                    "events.lost",
                    LoggedEvent.SERVICE,
                    "%d events were lost: more came at once than could be written".formatted(missing),
                    Severity.ERROR,
                    LoggedEvent.SERVICE,
                    null)));
        }
        if (readable && (!events.isEmpty() || !unwritten.isEmpty())) {
            unwritten.addAll(events);
            append();
        }
        events.forEach(event -> kept.put(event.id(), event));
        forget();
        if (!events.isEmpty()) {
            news.tryEmitNext(lastId);
        }
    }

    private LoggedEvent logged(Told event) {
        String message = event.message.length() <= MAX_MESSAGE
                ? event.message
                : event.message.substring(0, MAX_MESSAGE - 1) + "…";
        return new LoggedEvent(
                ++lastId, event.time, event.type, event.subject, message, event.severity, event.author, event.origin);
    }

    private void append() {
        try {
            while (!unwritten.isEmpty()) {
                file.append(unwritten.getFirst());
                unwritten.removeFirst();
            }
            file.sync();
            if (unwritable != null) {
                unwritable = null;
                log.info("Events are written to {} again", file.path());
            }
        } catch (IOException failed) {
            unwritable(
                    "events cannot be written to %s and are kept in memory only: %s".formatted(file.path(), failed),
                    "Make room, or let the service write to %1$s; df -h %1$s tells which."
                            .formatted(file.path().getParent()));
        }
    }

    private void unwritable(String message, String remedy) {
        if (unwritable == null) {
            log.error("{}", message);
        }
        unwritable = new Condition("EventsNotWritten", message, remedy);
    }

    /** Keeps no more in memory than on the disk, or where nothing can be written as many. */
    private void forget() {
        kept.headMap(unwritten.isEmpty() && readable ? file.firstId() : 0).clear();
        while (kept.size() > 2 * EventFile.MAX_EVENTS) {
            kept.pollFirstEntry();
        }
        while (unwritten.size() > 2 * EventFile.MAX_EVENTS) {
            unwritten.removeFirst();
        }
    }

    /**
     * The latest events.
     *
     * @param limit the most to return
     * @return in order of their ids
     */
    public List<LoggedEvent> latest(int limit) {
        return kept.descendingMap().values().stream().limit(limit).toList().reversed();
    }

    /**
     * The events after one.
     *
     * @param id its id; it need not be kept
     * @param limit the most to return
     * @return the first of those that are kept, in order of their ids
     */
    public List<LoggedEvent> after(long id, int limit) {
        return kept.tailMap(id, false).values().stream().limit(limit).toList();
    }

    /**
     * The id of the latest event.
     *
     * @return 0 when there is none
     */
    public long lastId() {
        Map.Entry<Long, LoggedEvent> last = kept.lastEntry();
        return last == null ? 0 : last.getKey();
    }

    /**
     * Tells that there are events after those that were there before.
     *
     * @return from subscription on, without an end; told on the writer's thread, which must not be held up
     */
    public Flux<Long> news() {
        return news.asFlux();
    }

    @Override
    public List<Condition> conditions() {
        Condition now = unwritable;
        return now == null ? List.of() : List.of(now);
    }

    /** Writes out what was told; what the disk does not take within a few seconds is given up. */
    @Override
    public void close() {
        closing = true;
        told.offer(WAKE);
        try {
            if (written.await(WRITE_OUT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                file.close();
            } else {
                log.error("The last events are not written: {} takes too long", file.path());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            log.error("{} could not be closed", file.path(), failed);
        }
    }
}
