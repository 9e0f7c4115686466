package io.offramp.frontend.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import io.offramp.frontend.api.Refusal;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Calls of the API whose answers are shown. The page goes on meanwhile. */
public final class Calls {
    /** Making a pair takes a second or two, more on a machine without KVM. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private Calls() {}

    /**
     * Starts a call.
     *
     * @param component what shows the answer; nothing is shown when it is gone by then
     * @param call what is called
     * @param done shows that it succeeded, as the UI's thread
     * @param refused shows why it did not, as the UI's thread
     * @param <T> what the API answers
     */
    public static <T> void start(Component component, Mono<T> call, Consumer<T> done, Consumer<Refusal> refused) {
        UI ui = component.getUI().orElseThrow();
        call.timeout(ANSWER_WITHIN)
                .subscribe(
                        answer -> ui.access(() -> done.accept(answer)),
                        failure -> ui.access(() -> refuse(ui, Refusal.of(failure), refused)));
    }

    private static void refuse(UI ui, Refusal refusal, Consumer<Refusal> refused) {
        refused.accept(refusal);
        if (refusal.unauthorized()) {
            ComponentUtil.fireEvent(ui, new TokenRefused(ui));
        }
    }

    /**
     * Starts a call that answers nothing.
     *
     * @param component what shows the answer; nothing is shown when it is gone by then
     * @param call what is called
     * @param done shows that it succeeded, as the UI's thread
     * @param refused shows why it did not, as the UI's thread
     */
    public static void start(Component component, Mono<Void> call, Runnable done, Consumer<Refusal> refused) {
        start(component, call.thenReturn(true), _ -> done.run(), refused);
    }
}
