package io.offramp.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.HarContentPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium without a window, driven by Playwright. For one thread. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Playwright playwright;
    private final Browser browser;
    private final List<BrowserContext> recorded = new ArrayList<>();

    Chromium() {
        // The machine may be busy with other tests.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        // Debian's browser is there: nothing is downloaded.
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        // As root, which the lab needs, Chromium starts without its sandbox or not at all. It meets no
                        // page
                        // but ours.
                        .setChromiumSandbox(false)
                        // And reaches no other machine.
                        .setArgs(List.of("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1")));
    }

    /**
     * A browser session of its own: nothing is shared with others, neither cookies nor cache. What happens in it is recorded
     * for {@link Evidence}.
     */
    BrowserContext session(URI base, Look look) {
        BrowserContext session = unrecordedSession(base, look);
        session.tracing().start(new Tracing.StartOptions().setSnapshots(true));
        recorded.add(session);
        session.onClose(recorded::remove);
        return session;
    }

    /** The same without a record, which costs time. */
    BrowserContext unrecordedSession(URI base, Look look) {
        return open(options(base, look));
    }

    /** The same with everything that is asked and answered by HTTP written to a file, in the HAR format, when it is closed. */
    BrowserContext archivedSession(URI base, Look look, Path archive) {
        return open(options(base, look).setRecordHarPath(archive).setRecordHarContent(HarContentPolicy.EMBED));
    }

    private static Browser.NewContextOptions options(URI base, Look look) {
        return new Browser.NewContextOptions()
                .setBaseURL(base.toString())
                .setViewportSize(look.width().pixels(), look.width().height())
                .setColorScheme(look.theme());
    }

    private BrowserContext open(Browser.NewContextOptions options) {
        BrowserContext session = browser.newContext(options);
        session.setDefaultTimeout(PATIENCE.toMillis());
        return session;
    }

    /** Those that are open. */
    List<BrowserContext> recordedSessions() {
        return List.copyOf(recorded);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
