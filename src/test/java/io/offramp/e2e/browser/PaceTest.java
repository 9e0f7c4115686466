package io.offramp.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.offramp.e2e.host.HostLab;
import io.offramp.e2e.machine.Execution;
import io.offramp.e2e.service.KernelLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How soon the dashboard shows something, which is reported, and what its browsers cost the service, which is asserted. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaceTest {
    private static final int PINGS = 40;
    /** No divisor of the second between two snapshots of the counters, so that pings are at any point of it. */
    private static final Duration PING_INTERVAL = Duration.ofMillis(170);

    private static final int FIRST_PAGES = 5;
    private static final int BROWSERS = 20;

    /** A reply with the time when it came and how long it took. */
    private static final Pattern REPLY = Pattern.compile("\\[(\\d+\\.\\d+)] .* time=([0-9.]+) ms");

    /** Notes what a place shows and when it was painted, in milliseconds since 1970. */
    private static final String NOTE_CHANGES = """
            place => {
              window.noted = [];
              new MutationObserver(() => requestAnimationFrame(() => {
                const number = Number(place.textContent.replace(/\\D/g, ''));
                // The frame that has it is shown before the next one begins.
                requestAnimationFrame(() => window.noted.push([number, performance.timeOrigin + performance.now()]));
              })).observe(place, { characterData: true, childList: true, subtree: true });
            }
            """;

    /** Notes when the first element of a kind was painted, in milliseconds since the navigation began. */
    private static final String NOTE_FIRST = """
            (() => {
              const look = () => {
                if (document.querySelector('%s')) {
                  requestAnimationFrame(() => window.firstShown = performance.now());
                } else {
                  requestAnimationFrame(look);
                }
              };
              requestAnimationFrame(look);
            })()
            """;

    private final DashboardLab lab = new DashboardLab(1);
    private final HostLab host = lab.host();
    private final Page page = lab.signedIn(Look.USUAL);

    @RegisterExtension
    final Evidence evidence = new Evidence(lab.chromium());

    @BeforeAll
    void createPair() {
        // Without IPv6 and ARP each packet that the port receives is a ping.
        host.peer(0).sh("echo 1 >/proc/sys/net/ipv6/conf/eth0/disable_ipv6");
        host.createPair(0);
        host.peer(0)
                .neighbour(
                        host.tapAddress4(0),
                        KernelLink.named(host.machine(), host.name(0)).mac());
        host.awaitAnswer(0, host.tapAddress4(0));
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void eachPacketReachesTheLedgerAndItsTimeIsTold() {
        PairPage pair = new PairPage(page).open(host.name(0));
        long before = received();
        assertThat(pair.sum(PairPage.RECEIVED_FROM_PORT)).hasText(Long.toString(before));
        pair.sum(PairPage.RECEIVED_FROM_PORT).evaluate(NOTE_CHANGES);

        List<Double> sent = ping();
        assertThat(sent).hasSize(PINGS);
        assertThat(pair.sum(PairPage.RECEIVED_FROM_PORT)).hasText(Long.toString(before + PINGS));
        page.waitForFunction("window.noted.at(-1)[0] >= %d".formatted(before + PINGS));
        assertThat(received()).isEqualTo(before + PINGS);

        List<?> noted = (List<?>) page.evaluate("window.noted");
        List<Double> latencies = new ArrayList<>();
        for (int i = 0; i < PINGS; i++) {
            latencies.add(shown(noted, before + i + 1) - sent.get(i));
        }
        report("from a packet at the port to its pixel in the ledger", latencies);
    }

    private static double shown(List<?> noted, long count) {
        for (Object change : noted) {
            List<?> pair = (List<?>) change;
            if (number(pair.getFirst()) >= count) {
                return number(pair.getLast());
            }
        }
        throw new AssertionError("the page never showed " + count);
    }

    private static double number(Object json) {
        return ((Number) json).doubleValue();
    }

    /** When each echo request was sent, in milliseconds since 1970. */
    private List<Double> ping() {
        Execution ping = host.peer(0)
                .run(
                        Duration.ofSeconds(60),
                        List.of(
                                "ping",
                                "-n",
                                "-D",
                                "-c",
                                Integer.toString(PINGS),
                                "-i",
                                "%.3f".formatted(PING_INTERVAL.toMillis() / 1000.0),
                                host.tapAddress4(0)));
        List<Double> sent = new ArrayList<>();
        Matcher reply = REPLY.matcher(ping.expectSuccess().stdout());
        while (reply.find()) {
            sent.add(Double.parseDouble(reply.group(1)) * 1000 - Double.parseDouble(reply.group(2)));
        }
        return sent;
    }

    private long received() {
        return host.counters(0).getToKernel().getRxPackets();
    }

    @Test
    void theFirstPagesTimeIsTold() {
        List<Cookie> signedIn = page.context().cookies();
        report("from the navigation to the overview's first pair, empty cache", firstPages("article.card", signedIn));
        report("from the navigation to the sign-in page, empty cache", firstPages("input[type=password]", List.of()));
    }

    /** Each in a browser session of its own, so that nothing is in its cache. */
    private List<Double> firstPages(String element, List<Cookie> cookies) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < FIRST_PAGES; i++) {
            try (BrowserContext fresh =
                    lab.chromium().unrecordedSession(lab.dashboard().address(), Look.USUAL)) {
                fresh.addCookies(cookies);
                fresh.addInitScript(NOTE_FIRST.formatted(element));
                Page first = fresh.newPage();
                first.navigate("/");
                first.waitForFunction("window.firstShown");
                times.add(number(first.evaluate("window.firstShown")));
            }
        }
        return times;
    }

    @Test
    void manyBrowsersCostTheServiceWhatOneDoes() {
        long alone = connections();
        assertThat(alone).isPositive();
        List<BrowserContext> browsers = new ArrayList<>();
        try {
            for (int i = 0; i < BROWSERS; i++) {
                BrowserContext browser =
                        lab.chromium().unrecordedSession(lab.dashboard().address(), Look.USUAL);
                browsers.add(browser);
                new SignInPage(browser.newPage()).signIn(lab.token());
            }
            for (BrowserContext browser : browsers) {
                assertThat(new Frame(browser.pages().getFirst()).card(host.name(0)))
                        .isVisible();
            }
            // One stream for all; the two more are those of calls that were made meanwhile.
            await("no more connections than with one browser")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> connections() <= alone + 2);
            System.out.printf(
                    "connections of the dashboard to the service: %d with one browser, %d with %d more%n",
                    alone, connections(), BROWSERS);
        } finally {
            browsers.forEach(BrowserContext::close);
        }
    }

    /** That the dashboard's process has with the service. */
    private long connections() {
        String pid = "pid=%d,".formatted(lab.dashboard().process().pid());
        return host.machine()
                .sh("ss -Htnp state established 'dport = :%d'"
                        .formatted(host.service().address().getPort()))
                .lines()
                .filter(line -> line.contains(pid))
                .count();
    }

    private static void report(String what, List<Double> milliseconds) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        System.out.printf(
                "%s: min %.0f ms, median %.0f ms, max %.0f ms of %d%n",
                what, sorted.getFirst(), sorted.get(sorted.size() / 2), sorted.getLast(), sorted.size());
    }
}
