package io.offramp.frontend.session;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
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
        event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(this::check));
        event.getSource().addSessionDestroyListener(destroy -> SignIn.release(destroy.getSession()));
    }

    private void check(BeforeEnterEvent event) {
        boolean atSignIn = SignInView.class.equals(event.getNavigationTarget());
        if (signIn.isDone()) {
            if (atSignIn) {
                event.forwardTo("");
            }
        } else if (!atSignIn) {
            ComponentUtil.setData(
                    event.getUI(), Wanted.class, new Wanted(event.getLocation().getPathWithQueryParameters()));
            event.forwardTo(SignInView.class);
        }
    }

    /** Takes note of the page that was asked for, once. */
    static String wanted(UI ui) {
        Wanted wanted = ComponentUtil.getData(ui, Wanted.class);
        ComponentUtil.setData(ui, Wanted.class, null);
        return wanted == null ? "" : wanted.path();
    }

    private record Wanted(String path) {}
}
