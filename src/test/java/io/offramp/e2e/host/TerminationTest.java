package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service ends on SIGTERM within seconds, and leaves nothing to the machine but the taps that persist. */
@Tag("host")
class TerminationTest {
    /** As Java ends on a signal that it handled: 128 plus 15. */
    private static final int TERMINATED = 143;

    /** The service's own bounds add up to less; what is beyond is a hang. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void sigtermLeavesTheTapsThatPersistAndNoHugepageFile() {
        try (HostLab lab = new HostLab(2)) {
            String hugepages = hugepages(lab);
            lab.createPair(0);
            lab.createPair(1, false);
            assertThat(lab.interfaces()).contains(lab.name(0), lab.name(1));
            assertThat(terminate(lab)).as(lab.service().process().log()).isEqualTo(TERMINATED);
            assertThat(lab.interfaces()).contains(lab.name(0)).doesNotContain(lab.name(1));
            assertThat(hugepages(lab)).isEqualTo(hugepages);
            assertThat(lab.machine().sh("ls -1 /dev/hugepages 2>/dev/null || true"))
                    .isEmpty();
        }
    }

    @Test
    void sigtermIsHeededWhileAClientWatchesTheCounters() {
        try (HostLab lab = new HostLab(1)) {
            lab.createPair(0);
            HttpResponse<InputStream> stream = lab.service().http().stream("/counters/stream?interval=PT0.1S");
            assertThat(stream.statusCode()).isEqualTo(200);
            StringBuffer received = new StringBuffer();
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> read(stream.body(), received));
            await("three events")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> received.toString().split("event:\\s*counters", -1).length > 3);
            assertThat(received).contains(lab.name(0));

            assertThat(terminate(lab)).as(lab.service().process().log()).isEqualTo(TERMINATED);
            assertThat(reader).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    /** Reads to the end, however it comes. */
    private static void read(InputStream stream, StringBuffer into) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int length; (length = stream.read(buffer)) >= 0; ) {
                into.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            into.append(e);
        }
    }

    private static int terminate(HostLab lab) {
        lab.service().process().signal("TERM");
        return lab.service().process().awaitExit(PATIENCE);
    }

    private static String hugepages(HostLab lab) {
        return lab.machine().read("/proc/sys/vm/nr_hugepages").strip();
    }
}
