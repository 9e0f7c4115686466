package io.offramp.frontend.feed;

import io.offramp.client.model.Counters;
import io.offramp.frontend.api.Api;
import io.offramp.frontend.api.Apis;
import io.offramp.frontend.api.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/**
 * The one connection of this process to the service, shared by all browsers. It is open while somebody is signed in, with
 * the token of one of them; see {@code docs/decisions/0006-one-stream-for-all-browsers.md}. Safe for use by any thread.
 */
@Component
public class Feed implements DisposableBean {
    private final Apis apis;
    private final Watch.Pace pace;
    private final Clock clock;
    private final List<Consumer<Live>> watchers = new CopyOnWriteArrayList<>();

    /** Guarded by this: it, and all below. */
    private final List<Holder> holders = new ArrayList<>();

    private final History history = new History();
    private final LoadHistory loads = new LoadHistory();
    private @Nullable Holder speaker;
    private @Nullable Watch watch;
    private Live live;

    @Autowired
    Feed(Apis apis) {
        this(apis, Watch.Pace.DEFAULT, Clock.systemUTC());
    }

    Feed(Apis apis, Watch.Pace pace, Clock clock) {
        this.apis = apis;
        this.pace = pace;
        this.clock = clock;
        this.live = new Live(Connection.IDLE, clock.instant(), null, Inventory.UNKNOWN, null, Map.of());
    }

    /**
     * Keeps the connection open on behalf of somebody who signed in.
     *
     * @param token a token that the service has accepted
     * @return ends it, once; afterwards the token is no longer used
     */
    public Disposable hold(String token) {
        Holder holder = new Holder(token);
        Live changed;
        synchronized (this) {
            holders.add(holder);
            changed = speak();
        }
        tell(changed);
        return () -> release(holder);
    }

    private void release(Holder holder) {
        Live changed;
        synchronized (this) {
            if (!holders.remove(holder)) {
                return;
            }
            if (holder == speaker) {
                hush();
            }
            changed = speak();
        }
        tell(changed);
    }

    /** Sees to it that one of the holders' tokens is in use, if there is any that was not refused. */
    private @Nullable Live speak() {
        if (speaker != null) {
            return null;
        }
        Holder next =
                holders.stream().filter(holder -> !holder.refused).findFirst().orElse(null);
        if (next != null) {
            speaker = next;
            Api api = apis.with(next.token);
            watch = new Watch(api, pace, new Listener(next));
            watch.start();
            return connection(Connection.CONNECTING);
        }
        if (holders.isEmpty()) {
            history.clear();
            loads.clear();
            live = new Live(Connection.IDLE, clock.instant(), null, Inventory.UNKNOWN, null, Map.of());
            return live;
        }
        return connection(Connection.REFUSED);
    }

    private void hush() {
        speaker = null;
        if (watch != null) {
            watch.dispose();
            watch = null;
        }
    }

    private @Nullable Live connection(Connection connection) {
        if (live.connection() == connection
                || live.connection() == Connection.LOST && connection == Connection.CONNECTING) {
            return null;
        }
        live = new Live(connection, clock.instant(), live.time(), live.inventory(), live.stale(), live.latest());
        return live;
    }

    /**
     * The state now.
     *
     * @return the last values, whatever the connection
     */
    public synchronized Live now() {
        return live;
    }

    /**
     * A pair's last five minutes, as long as somebody was signed in.
     *
     * @param pair the pair's name
     * @return oldest first; empty for an unknown pair
     */
    public synchronized List<Sample> history(String pair) {
        return history.of(pair);
    }

    /**
     * A poller's last five minutes, as long as somebody was signed in.
     *
     * @param lcore the poller's lcore
     * @return oldest first; empty for an unknown poller
     */
    public synchronized List<Load> loads(int lcore) {
        return loads.of(lcore);
    }

    /**
     * Tells of every change from now on.
     *
     * @param watcher called by the feed's threads, so it must not block
     * @return ends it
     */
    public Disposable watch(Consumer<Live> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Asks at once what the service has, as is fit after a change. */
    public synchronized void refresh() {
        if (watch != null) {
            watch.refresh();
        }
    }

    private void tell(@Nullable Live changed) {
        if (changed != null) {
            watchers.forEach(watcher -> watcher.accept(changed));
        }
    }

    @Override
    public synchronized void destroy() {
        holders.clear();
        hush();
    }

    /** Somebody who is signed in. */
    private static final class Holder {
        private final String token;
        private boolean refused;

        Holder(String token) {
            this.token = token;
        }
    }

    /** Takes what comes by one holder's token, until another speaks. */
    private final class Listener implements Watch.Listener {
        private final Holder holder;

        Listener(Holder holder) {
            this.holder = holder;
        }

        @Override
        public void onCounters(Counters counters) {
            Live changed;
            synchronized (Feed.this) {
                if (holder != speaker) {
                    return;
                }
                history.add(counters);
                Instant since = live.connection() == Connection.UP ? live.since() : clock.instant();
                live = new Live(
                        Connection.UP, since, counters.getTime(), live.inventory(), live.stale(), history.latest());
                changed = live;
            }
            tell(changed);
        }

        @Override
        public void onInventory(Inventory inventory) {
            inventory(inventory, null);
        }

        @Override
        public void onInventoryFailure(Throwable failure) {
            inventory(null, Refusal.of(failure).message());
        }

        private void inventory(@Nullable Inventory inventory, @Nullable String stale) {
            Live changed;
            synchronized (Feed.this) {
                if (holder != speaker) {
                    return;
                }
                if (inventory != null) {
                    loads.add(inventory.pollers());
                }
                live = new Live(
                        live.connection(),
                        live.since(),
                        live.time(),
                        inventory == null ? live.inventory() : inventory,
                        stale,
                        live.latest());
                changed = live;
            }
            tell(changed);
        }

        @Override
        public void onLost() {
            Live changed;
            synchronized (Feed.this) {
                changed = holder == speaker ? connection(Connection.LOST) : null;
            }
            tell(changed);
        }

        @Override
        public void onRefused() {
            Live changed;
            synchronized (Feed.this) {
                if (holder != speaker) {
                    return;
                }
                // Whoever signed in with the same token is refused as well.
                holders.stream()
                        .filter(other -> other.token.equals(holder.token))
                        .forEach(other -> other.refused = true);
                hush();
                changed = speak();
            }
            tell(changed);
        }
    }
}
