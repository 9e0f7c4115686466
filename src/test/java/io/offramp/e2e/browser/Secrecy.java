package io.offramp.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks for a secret wherever a page could keep it. */
final class Secrecy {
    /** The document with its shadow trees, what is in its fields, and what the site stored. */
    private static final String DOCUMENT = """
            (() => {
              const parts = [document.URL, document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
              const walk = root => {
                parts.push(root.innerHTML);
                for (const element of root.querySelectorAll('*')) {
                  if (typeof element.value === 'string') { parts.push(element.value); }
                  if (element.shadowRoot) { walk(element.shadowRoot); }
                }
              };
              walk(document);
              return parts.join('\\n');
            })()
            """;

    private final String secret;
    private final List<String> pushed = new ArrayList<>();

    Secrecy(String secret) {
        this.secret = secret;
    }

    /** From now on what the server pushes is looked at. */
    void watch(Page page) {
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> pushed.add(frame.text())));
    }

    /** Neither in what the page shows and holds, nor in its cookies, nor anywhere in its script's memory. */
    void assertKeptFrom(Page page) {
        assertThat((String) page.evaluate(DOCUMENT)).as(page.url()).doesNotContain(secret);
        assertThat(page.context().cookies()).noneMatch(cookie -> cookie.value.contains(secret));
        assertThat(pushed).isNotEmpty().noneMatch(text -> text.contains(secret));
    }

    /** Nowhere in the memory of the page's scripts, after their garbage is collected. */
    void assertForgottenBy(Page page) {
        StringBuilder heap = new StringBuilder();
        BrowserContext session = page.context();
        CDPSession devtools = session.newCDPSession(page);
        devtools.on(
                "HeapProfiler.addHeapSnapshotChunk",
                event -> heap.append(event.get("chunk").getAsString()));
        devtools.send("HeapProfiler.takeHeapSnapshot", new JsonObject());
        devtools.detach();
        assertThat(heap).hasSizeGreaterThan(1_000_000);
        int found = heap.indexOf(secret);
        assertThat(found)
                .as(() -> "the page's memory holds "
                        + heap.substring(Math.max(0, found - 200), Math.min(heap.length(), found + 200)))
                .isNegative();
    }

    /** Once in what was sent, which is the sign-in, and never in an answer or an address. */
    void assertSentOnce(Path archive) {
        int sent = 0;
        for (JsonNode entry : read(archive).required("log").required("entries")) {
            JsonNode request = entry.required("request");
            assertThat(entry.required("response").toString()).doesNotContain(secret);
            assertThat(request.required("url").asString()).doesNotContain(secret);
            assertThat(request.required("headers").toString()).doesNotContain(secret);
            if (request.path("postData").toString().contains(secret)) {
                sent++;
            }
        }
        assertThat(sent).isEqualTo(1);
    }

    private static JsonNode read(Path archive) {
        try {
            return JsonMapper.shared().readTree(Files.readString(archive));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
