package io.offramp.backend.event;

import io.offramp.dataplane.Event.Severity;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes the service's start, when it answers, and the beginning of its stop. */
@Component
class ServiceLife implements SmartLifecycle {
    private final EventLog log;
    private volatile boolean ready;

    ServiceLife(EventLog log) {
        this.log = log;
    }

    @EventListener
    void onReady(ApplicationReadyEvent event) {
        ready = true;
        log.service(Severity.INFO, "service.started", "the service answers");
    }

    @Override
    public void start() {
        // It has started when it answers.
    }

    @Override
    public void stop() {
        if (ready) {
            ready = false;
            log.service(Severity.INFO, "service.stopped", "the service stops; taps that persist stay");
        }
    }

    @Override
    public boolean isRunning() {
        return ready;
    }
}
