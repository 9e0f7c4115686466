package io.offramp.e2e.browser;

import com.microsoft.playwright.Page;
import io.offramp.e2e.host.HostLab;
import io.offramp.e2e.service.Dashboard;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** A {@link HostLab}, the dashboard of its service, and a browser. */
final class DashboardLab implements AutoCloseable {
    private final HostLab host;
    private final Dashboard dashboard;
    private final Chromium chromium;

    DashboardLab(int peers) {
        // Closed again, the latest first, when what follows does not start.
        Deque<AutoCloseable> started = new ArrayDeque<>();
        try {
            host = new HostLab(peers);
            started.push(host);
            dashboard = Dashboard.start(
                    host.machine(), HostLab.freePort(), host.service().address());
            started.push(dashboard);
            chromium = new Chromium();
            started.clear();
        } finally {
            close(started);
        }
    }

    HostLab host() {
        return host;
    }

    Dashboard dashboard() {
        return dashboard;
    }

    Chromium chromium() {
        return chromium;
    }

    /** The operator's token. */
    String token() {
        return host.service().http().token();
    }

    /** A page of a recorded browser session of its own. */
    Page newPage(Look look) {
        return chromium.session(dashboard.address(), look).newPage();
    }

    /** A page of a recorded browser session of its own that is signed in, at the overview. */
    Page signedIn(Look look) {
        Page page = newPage(look);
        new SignInPage(page).signIn(token());
        return page;
    }

    @Override
    public void close() {
        close(List.of(chromium, dashboard, host));
    }

    /** One after the other, whatever becomes of it. */
    private static void close(Collection<? extends AutoCloseable> all) {
        Assertions.assertAll(all.stream().map(one -> one::close));
    }
}
