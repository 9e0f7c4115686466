package io.offramp.frontend.session;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.offramp.frontend.component.TokenRefused;
import org.springframework.stereotype.Component;

/** No page but the sign-in page without a token, and afterwards the page that was asked for. */
@Component
@SuppressWarnings("serial") // sessions stay in memory
class SessionGuard implements VaadinServiceInitListener {
    private final transient SignIn signIn;

    SessionGuard(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionDestroyListener(destroy -> SignIn.release(destroy.getSession()));
        event.getSource().addUIInitListener(init -> {
            UI ui = init.getUI();
            ui.addBeforeEnterListener(this::check);
            ui.addAfterNavigationListener(_ -> {
                if (signIn.isDone()) {
                    SignedInMark.set(ui);
                }
            });
            ComponentUtil.addListener(ui, TokenRefused.class, _ -> signIn.expire(ui));
        });
    }

    private void check(BeforeEnterEvent event) {
        boolean atSignIn = SignInView.class.equals(event.getNavigationTarget());
        if (signIn.isDone()) {
            if (atSignIn) {
                event.forwardTo("");
            }
        } else if (!atSignIn) {
            event.forwardTo(
                    SignInView.class,
                    SignInView.thenTo(event.getLocation().getPathWithQueryParameters(), signIn.takeEnded()));
        }
    }
}
