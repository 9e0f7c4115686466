package io.offramp.frontend.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.offramp.client.model.Caller;
import io.offramp.client.model.Role;
import io.offramp.frontend.api.Api;
import io.offramp.frontend.api.Apis;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.feed.Feed;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/** Who is signed in. The token is known to the server-side session only. For threads that hold the session's lock. */
@Component
public class SignIn {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final Apis apis;
    private final Feed feed;

    SignIn(Apis apis, Feed feed) {
        this.apis = apis;
        this.feed = feed;
    }

    /** Nothing when the service accepts the token; then the browser's session goes on under another id. */
    Optional<Refusal> attempt(String token) {
        Api api = apis.with(token);
        Caller caller;
        try {
            caller = Objects.requireNonNull(
                    api.tokens().getCaller().timeout(ANSWER_WITHIN).block());
        } catch (RuntimeException failure) {
            return Optional.of(Refusal.of(Objects.requireNonNullElse(failure.getCause(), failure)))
                    .map(refusal -> refusal.status() == 0 ? Refusal.of(failure) : refusal);
        }
        // Against session fixation.
        VaadinService.reinitializeSession(VaadinService.getCurrentRequest());
        VaadinSession session = VaadinSession.getCurrent();
        session.setAttribute(SignedIn.class, new SignedIn(api, caller, feed.hold(token)));
        return Optional.empty();
    }

    /**
     * Whether somebody is signed in.
     *
     * @return true from sign-in to sign-out
     */
    public boolean isDone() {
        return VaadinSession.getCurrent().getAttribute(SignedIn.class) != null;
    }

    /**
     * The API with the token of whoever is signed in.
     *
     * @return calls that carry it
     * @throws IllegalStateException when nobody is signed in; pages are not shown then
     */
    public Api api() {
        return signedIn().api();
    }

    /**
     * Whether the service lets whoever is signed in change something. What is not allowed is not offered; the service refuses it
     * all the same.
     *
     * @return true for operators, false for viewers
     * @throws IllegalStateException when nobody is signed in; pages are not shown then
     */
    public boolean mayChange() {
        return signedIn().caller().getRole() == Role.OPERATOR;
    }

    /**
     * The token of whoever is signed in, for people to read.
     *
     * @return its name and role
     * @throws IllegalStateException when nobody is signed in; pages are not shown then
     */
    public String who() {
        Caller caller = signedIn().caller();
        return "%s, %s".formatted(caller.getName(), caller.getRole().getValue().toLowerCase(Locale.ROOT));
    }

    private static SignedIn signedIn() {
        SignedIn signedIn = VaadinSession.getCurrent().getAttribute(SignedIn.class);
        if (signedIn == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return signedIn;
    }

    /** Ends the session and shows the sign-in page. */
    public void signOut() {
        release(VaadinSession.getCurrent());
        SignedInMark.remove(UI.getCurrent());
        UI.getCurrent().getPage().setLocation(SignInView.PATH);
        VaadinSession.getCurrent().getSession().invalidate();
    }

    /**
     * Asks for another token, since the service refuses this one, and leads back to the page that is shown.
     *
     * @param ui what shows the page
     */
    public void expire(UI ui) {
        VaadinSession session = VaadinSession.getCurrent();
        release(session);
        session.setAttribute(Ended.class, Ended.TOKEN);
        // Its address has what was typed.
        ui.getPage().reload();
    }

    /** Why the last sign-in has ended, once; nothing when there was none, or it ended as it should. */
    Optional<Ended> takeEnded() {
        VaadinSession session = VaadinSession.getCurrent();
        Optional<Ended> ended = Optional.ofNullable(session.getAttribute(Ended.class));
        session.setAttribute(Ended.class, null);
        return ended;
    }

    /** Lets go of the feed, once. */
    static void release(VaadinSession session) {
        SignedIn signedIn = session.getAttribute(SignedIn.class);
        if (signedIn != null) {
            session.setAttribute(SignedIn.class, null);
            signedIn.hold().dispose();
        }
    }

    /** What a session keeps. */
    private record SignedIn(Api api, Caller caller, Disposable hold) {}
}
