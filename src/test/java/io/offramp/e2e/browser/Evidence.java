package io.offramp.e2e.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Tracing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps of a test that failed what the browser showed and did: a screenshot of each page, and Playwright's trace. */
final class Evidence implements AfterTestExecutionCallback {
    private static final Path FOLDER = Path.of("target/browser").toAbsolutePath();

    private final Chromium chromium;

    Evidence(Chromium chromium) {
        this.chromium = chromium;
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        boolean failed = test.getExecutionException().isPresent();
        String name = test.getRequiredTestClass().getSimpleName() + "."
                + test.getRequiredTestMethod().getName();
        List<BrowserContext> sessions = chromium.recordedSessions();
        for (int i = 0; i < sessions.size(); i++) {
            Tracing tracing = sessions.get(i).tracing();
            if (failed) {
                keep(sessions.get(i), "%s-%d".formatted(name, i));
            } else {
                tracing.stopChunk();
            }
            tracing.startChunk();
        }
    }

    private static void keep(BrowserContext session, String name) {
        Path trace = FOLDER.resolve(name + ".zip");
        session.tracing().stopChunk(new Tracing.StopChunkOptions().setPath(trace));
        System.out.printf("trace of what failed, for Playwright's show-trace: %s%n", trace);
        List<Page> pages = session.pages();
        for (int i = 0; i < pages.size(); i++) {
            Path screenshot = FOLDER.resolve("%s-%d.png".formatted(name, i));
            pages.get(i)
                    .screenshot(new Page.ScreenshotOptions().setPath(screenshot).setFullPage(true));
            System.out.printf("%s when it failed: %s%n", pages.get(i).url(), screenshot);
        }
    }
}
