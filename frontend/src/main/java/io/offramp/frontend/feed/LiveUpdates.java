package io.offramp.frontend.feed;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** Brings the feed to a component while a browser shows it. */
public final class LiveUpdates {
    private LiveUpdates() {}

    /**
     * Calls back with the state at once and at each change, as the UI's thread, from attach to detach. A browser that is slow
     * to take updates skips some: nothing piles up for it.
     *
     * @param component what shows the feed
     * @param feed where it comes from
     * @param show shows it
     */
    public static void bind(Component component, Feed feed, Consumer<Live> show) {
        component.addAttachListener(attach -> {
            UI ui = attach.getUI();
            AtomicReference<@Nullable Live> pending = new AtomicReference<>();
            Disposable watching = feed.watch(live -> {
                if (pending.getAndSet(live) == null) {
                    access(ui, () -> {
                        Live latest = pending.getAndSet(null);
                        if (latest != null && component.isAttached()) {
                            show.accept(latest);
                        }
                    });
                }
            });
            component.addDetachListener(detach -> {
                detach.unregisterListener();
                watching.dispose();
            });
            show.accept(feed.now());
        });
    }

    private static void access(UI ui, Runnable update) {
        try {
            ui.access(update::run);
        } catch (UIDetachedException closed) {
            // The browser went between the feed's look at its watchers and this call: there is nobody left to show it
            // to.
            return;
        }
    }
}
