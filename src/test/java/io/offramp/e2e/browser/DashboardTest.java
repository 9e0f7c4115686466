package io.offramp.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.offramp.client.model.Check;
import io.offramp.client.model.CheckStatus;
import io.offramp.client.model.Host;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.Port;
import io.offramp.e2e.host.HostLab;
import io.offramp.e2e.lab.Peer;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Execution;
import io.offramp.e2e.service.KernelLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An operator's day at the dashboard, from the first sign-in to the last sign-out; each part goes on from the one before. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardTest {
    private static final int PINGS = 400;
    private static final Duration PING_INTERVAL = Duration.ofMillis(10);

    private final DashboardLab lab = new DashboardLab(2);
    private final HostLab host = lab.host();
    private final Page page = lab.newPage(Look.USUAL);
    private final Frame frame = new Frame(page);
    private final NewPairPage form = new NewPairPage(page);
    private final PairPage pair = new PairPage(page);

    @RegisterExtension
    final Evidence evidence = new Evidence(lab.chromium());

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    @Order(1)
    void aWrongTokenIsToldAtItsField() {
        SignInPage signIn = new SignInPage(page).open();
        signIn.enter("not-the-token");
        signIn.token().assertTells("The service refuses this token.");
        assertThat(frame.heading("Overview")).isHidden();
    }

    @Test
    @Order(2)
    void theRightTokenLeadsToAnOverviewThatTellsWhatToDoNext() {
        new SignInPage(page).enter(lab.token());
        assertThat(frame.heading("No pair yet")).isVisible();
        frame.link("Create pair").last().click();
        assertThat(frame.heading("Create pair")).isVisible();
    }

    @Test
    @Order(3)
    void aMistakeIsToldWhileOneTypes() {
        form.name().type("1st");
        form.name().assertTells("must be a letter followed by up to 14 letters, digits, hyphens or underscores");
        form.mtu().type("20");
        form.mtu().assertTells("must be from 68 to 9710 bytes");
        form.addresses().type("198.18.0.300/24");
        form.addresses().assertTells("198.18.0.300/24 must be a unicast address with its prefix length");
        form.mac().type("01:00:5e:00:00:01");
        form.mac().assertTells("must be a unicast MAC address");
        form.choosePort(HostLab.port(1));
        form.create().click();
        assertThat(form.name().input()).isFocused();
        assertThat(frame.heading("Create pair")).isVisible();

        form.name().type(host.name(1));
        form.name().assertFine();
        form.mtu().type("1400");
        form.mtu().assertFine();
        form.addresses().type(host.tapAddress4(1) + "/24");
        form.addresses().assertFine();
        form.mac().input().clear();
        form.mac().assertFine();
        assertThat(host.service().get(host.service().pairs().listPairs().collectList()))
                .isEmpty();
    }

    @Test
    @Order(4)
    void whatTheApiRefusesIsToldAtItsField() {
        form.tapName().type("lo");
        form.create().click();
        form.tapName().assertTells("lo");
        assertThat(host.service().get(host.service().pairs().listPairs().collectList()))
                .isEmpty();
        form.tapName().input().clear();
        form.tapName().assertFine();
    }

    @Test
    @Order(5)
    void theCommandThatTheFormShowsCreatesThatPair() {
        Execution curl = host.machine()
                .run(
                        Duration.ofSeconds(30),
                        List.of(
                                "env",
                                "TOKEN=" + lab.token(),
                                "bash",
                                "-c",
                                form.curl().textContent() + " --silent --show-error --write-out '\n%{http_code}'"));
        assertThat(curl.expectSuccess().stdout()).endsWith("\n201");
        assertThat(Objects.requireNonNull(host.pair(1).getSpec().getTap()).getAddresses())
                .containsExactly(host.tapAddress4(1) + "/24");
        assertThat(link(1).mtu()).isEqualTo(1400);
        page.navigate("/");
        assertThat(frame.card(host.name(1))).containsText("FORWARDING");
    }

    @Test
    @Order(6)
    void theFormCreatesAPairAndLeadsToItsPage() {
        form.open().choosePort(HostLab.port(0));
        form.name().type(host.name(0));
        form.addresses().type(host.tapAddress4(0) + "/24\n" + host.tapAddress6(0) + "/64");
        form.create().click();
        pair.at(host.name(0));
        assertThat(page.getByText("FORWARDING")).isVisible();
        assertThat(link(0).up()).isTrue();
        host.awaitAnswer(0, host.tapAddress4(0));
    }

    @Test
    @Order(7)
    void pingsMoveTheChartAndTheLedger() {
        Chart chart = pair.chart("Packets");
        within(Duration.ofSeconds(20), "a quiet chart")
                .until(() -> chart.now("to kernel") == 0 && chart.now("from kernel") == 0 && chart.end() < 0.4);
        PairCounters before = host.counters(0);
        try (BackgroundProcess ping = host.peer(0).startPing(host.tapAddress4(0), PINGS, PING_INTERVAL)) {
            within(Duration.ofSeconds(10), "the pings in the chart")
                    .until(() -> chart.now("to kernel") > 10 && chart.now("from kernel") > 10 && chart.end() > 0.6);
            assertThat(Peer.summary(ping, Duration.ofSeconds(30))).isEqualTo(new Ping(PINGS, PINGS));
        }
        within(Duration.ofSeconds(10), "the API's counters on the page").untilAsserted(() -> {
            PairCounters now = host.counters(0);
            assertThat(now.getToKernel().getRxPackets() - before.getToKernel().getRxPackets())
                    .isGreaterThanOrEqualTo(PINGS);
            assertThat(PairPage.number(pair.sum(PairPage.RECEIVED_FROM_PORT)))
                    .isEqualTo(now.getToKernel().getRxPackets());
            assertThat(PairPage.number(pair.part(PairPage.RECEIVED_FROM_PORT, "handed to the kernel side")))
                    .isEqualTo(now.getToKernel().getTxPackets());
            assertThat(PairPage.number(pair.part(PairPage.RECEIVED_FROM_PORT, "ring full")))
                    .isEqualTo(now.getToKernel().getRingFull());
            assertThat(PairPage.number(pair.sum(PairPage.RECEIVED_FROM_KERNEL)))
                    .isEqualTo(now.getFromKernel().getRxPackets());
            assertThat(PairPage.number(pair.part(PairPage.RECEIVED_FROM_KERNEL, "handed to the port")))
                    .isEqualTo(now.getFromKernel().getTxPackets());
        });
        assertThat(pair.loss()).containsText("Nothing lost");
    }

    @Test
    @Order(8)
    void anotherBrowserSeesTheHistoryAtOnce() {
        try (var another = lab.signedIn(Look.USUAL).context()) {
            Chart chart =
                    new PairPage(another.pages().getFirst()).open(host.name(0)).chart("Packets");
            within(Duration.ofSeconds(3), "the pings of before in another browser's chart")
                    .until(() -> chart.peak() > 0.6 && chart.end() < 0.4);
        }
    }

    @Test
    @Order(9)
    void whatIsAppliedIsInTheKernel() {
        pair.mtu().type("1300");
        pair.apply();
        assertThat(link(0).mtu()).isEqualTo(1300);
        assertThat(frame.fact("MTU")).hasText("1300 bytes");

        pair.addresses().type("198.19.7.6/31");
        pair.apply();
        assertThat(addresses(0)).contains("198.19.7.6/31").doesNotContain(host.tapAddress4(0));
        assertThat(pair.box("Linux")).containsText("198.19.7.6/31");
        pair.addresses().type(host.tapAddress4(0) + "/24");
        pair.apply();
        assertThat(addresses(0)).contains(host.tapAddress4(0) + "/24").doesNotContain("198.19.7.6");

        pair.up().uncheck();
        pair.apply();
        assertThat(link(0).up()).isFalse();
        assertThat(pair.box("tap")).containsText("down");
        pair.up().check();
        pair.apply();
        assertThat(link(0).up()).isTrue();
        assertThat(pair.box("tap")).containsText("up, carrier");
        host.awaitAnswer(0, host.tapAddress4(0));
    }

    @Test
    @Order(10)
    void aTapSetDownBySomebodyElseIsToldWithItsRemedyAndHealsOnThePage() {
        Locator told = page.getByText("was set down by somebody else");
        assertThat(told).isHidden();
        String remedy = "PATCH /api/v1/taps/%s {\"up\": true}".formatted(host.name(0));
        try (BackgroundProcess _ = host.peer(0).startPing(host.tapAddress4(0), 100_000, PING_INTERVAL)) {
            host.machine().sh("ip link set dev %s down".formatted(host.name(0)));
            assertThat(told).isVisible();
            assertThat(page.locator(".notice")
                            .filter(new Locator.FilterOptions().setHas(told))
                            .getByText(remedy))
                    .isVisible();
            assertThat(pair.loss()).containsText("the tap is down: set it up.");
            assertThat(pair.loss().getByText(remedy)).isVisible();
        }
        assertThat(pair.box("tap")).hasClass(Pattern.compile("\\bFAULT\\b"));
        assertThat(pair.up()).not().isChecked();

        pair.up().check();
        pair.apply();
        assertThat(link(0).up()).isTrue();
        assertThat(told).isHidden();
        assertThat(pair.box("tap")).not().hasClass(Pattern.compile("\\bFAULT\\b"));
    }

    @Test
    @Order(11)
    void portsArePluggedAndUnpluggedAndTellTheirCounters() {
        frame.goTo("Ports");
        Field devargs = new Field(page.getByLabel("Device and arguments"));
        devargs.type("net_af_packet9,iface=");
        frame.button("Plug").click();
        devargs.assertTells("iface");
        devargs.type("net_null9");
        frame.button("Plug").click();
        assertThat(page.getByText("Port net_null9 is there.")).isVisible();
        assertThat(frame.card("net_null9")).containsText("FREE");

        Locator card = frame.card(HostLab.port(0));
        card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Extended counters"))
                .click();
        Locator received = card.locator("dl > div")
                .filter(new Locator.FilterOptions().setHasText("rx_good_packets"))
                .getByRole(AriaRole.DEFINITION);
        within(Duration.ofSeconds(10), "the API's extended counters on the page")
                .untilAsserted(() -> {
                    Port port = host.service().get(host.service().ports().getPort(HostLab.port(0)));
                    assertThat(port.getXstats()).containsEntry("rx_good_packets", PairPage.number(received));
                });

        frame.button("Unplug net_null9").click();
        frame.answer("Unplug net_null9?", "Cancel");
        assertThat(frame.card("net_null9")).isVisible();
        frame.button("Unplug net_null9").click();
        frame.answer("Unplug net_null9?", "Unplug");
        assertThat(frame.card("net_null9")).isHidden();
        assertThat(host.service().http().call("GET", "/ports/net_null9", null).status())
                .isEqualTo(404);
    }

    @Test
    @Order(12)
    void thePageHostTellsOfThisMachine() {
        frame.goTo("Host");
        Host known = host.service().get(host.service().host().getHost());
        assertThat(frame.fact("Kernel")).hasText(host.machine().sh("uname -r"));
        assertThat(frame.fact("Version")).hasText(known.getDpdk().getVersion());
        assertThat(page.getByText("%d of %d"
                        .formatted(known.getPorts().getUsed(), known.getPorts().getLimit())))
                .isVisible();
        Locator checks = page.locator(".checks");
        List<Check> found =
                host.service().get(host.service().host().getPreflight().collectList());
        assertThat(checks.locator("> *")).hasCount(found.size());
        for (Check check : found) {
            Locator shown = checks.locator("> *")
                    .filter(new Locator.FilterOptions()
                            .setHas(page.getByText(
                                    check.getStatus() == CheckStatus.PASS
                                            ? check.getId()
                                            : "%s · %s".formatted(check.getStatus(), check.getId()),
                                    new Page.GetByTextOptions().setExact(true))));
            assertThat(shown).containsText(check.getStatus().getValue());
            if (check.getRemedy() != null) {
                assertThat(shown.getByText(check.getRemedy())).isVisible();
            }
        }
        assertThat(checks.locator("> *").last()).containsText("PASS");
    }

    @Test
    @Order(13)
    void thePageEventsTellsWhoDidWhatAsItHappens() {
        frame.goTo("Events");
        Locator rows = page.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile(" by ")));
        Locator created =
                rows.filter(new Locator.FilterOptions().setHasText("pair.created by operator from 127.0.0.1"));
        assertThat(created.filter(new Locator.FilterOptions().setHasText(host.name(0))))
                .hasCount(1);
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("tap.changed by kernel"))
                        .filter(new Locator.FilterOptions().setHasText("admin state from up to down")))
                .containsText("WARNING");

        host.machine().sh("ip link set %s promisc off".formatted(host.name(1)));
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("promiscuous from on to off")))
                .hasCount(1);
        host.machine().sh("ip link set %s promisc on".formatted(host.name(1)));
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("promiscuous from off to on")))
                .hasCount(1);

        Field subject = new Field(page.getByLabel("Subject"));
        subject.type("no such name");
        assertThat(frame.heading("No such event")).isVisible();
        subject.type(host.name(0));
        assertThat(rows.filter(new Locator.FilterOptions().setHasText(host.name(1))))
                .hasCount(0);
        frame.link(host.name(0)).first().click();
        pair.at(host.name(0));
        assertThat(frame.heading("Latest events")).isVisible();
        assertThat(rows).not().hasCount(0);
    }

    @Test
    @Order(14)
    void aPairIsDeletedOnlyWhenThatIsConfirmed() {
        pair.open(host.name(1));
        pair.delete().click();
        frame.answer("Delete pair %s?".formatted(host.name(1)), "Cancel");
        assertThat(host.interfaces()).contains(host.name(1));
        pair.delete().click();
        frame.answer("Delete pair %s?".formatted(host.name(1)), "Delete");
        assertThat(frame.heading("Overview")).isVisible();
        assertThat(frame.card(host.name(1))).isHidden();
        assertThat(frame.card(host.name(0))).isVisible();
        assertThat(host.interfaces()).contains(host.name(0)).doesNotContain(host.name(1));
    }

    @Test
    @Order(15)
    void aPairOnASocketIsMadeByTheFormAndDrawnWithItsPeer() {
        form.open().choosePort(HostLab.port(1)).chooseBackend("VHOST_USER");
        assertThat(form.tapName().input()).isHidden();
        form.name().type(host.name(1));
        form.socket().type("tmp/x.sock");
        form.socket().assertTells("must be an absolute path below /run, /tmp or /var");
        form.socket().type("/tmp/%s.sock".formatted(host.name(1)));
        form.socket().assertFine();
        form.server().check();
        form.create().click();
        pair.at(host.name(1));
        assertThat(pair.box("peer")).containsText("no peer");
        assertThat(pair.box("tap")).isHidden();
        assertThat(pair.mtu().input()).isHidden();
        pair.delete().click();
        frame.answer("Delete pair %s?".formatted(host.name(1)), "Delete");
        assertThat(frame.heading("Overview")).isVisible();
        assertThat(frame.card(host.name(1))).isHidden();
    }

    @Test
    @Order(16)
    void aServiceThatVanishesIsToldAndNothingTypedIsLost() {
        form.open().choosePort(HostLab.port(1));
        form.name().type(host.name(1));
        form.addresses().type(host.tapAddress4(1) + "/24");
        Page overview = page.context().newPage();
        overview.navigate("/");
        Locator values = overview.locator("path-drawing").first();
        assertThat(values).hasCSS("filter", "none");

        long killed = System.nanoTime();
        host.service().process().signal("KILL");
        assertThat(frame.banner()).isVisible();
        System.out.printf("the banner came %d ms after the service's end%n", (System.nanoTime() - killed) / 1_000_000);
        assertThat(values).hasCSS("filter", "grayscale(1)");
        form.create().click();
        assertThat(page.getByText("The service does not answer.")).isVisible();

        host.startServiceAgain();
        assertThat(frame.banner()).isHidden();
        assertThat(values).hasCSS("filter", "none");
        overview.close();
        form.name().assertHolds(host.name(1));
        form.addresses().assertHolds(host.tapAddress4(1) + "/24");
        assertThat(form.port()).containsText(HostLab.port(1));
        form.create().click();
        pair.at(host.name(1));
        assertThat(link(1).up()).isTrue();
    }

    @Test
    @Order(17)
    void aViewerSeesItAllAndNoButtonThatTheApiWouldRefuse() {
        String token = host.service()
                .http()
                .call("POST", "/tokens", "{\"name\": \"night-watch\", \"role\": \"VIEWER\"}")
                .json()
                .path("token")
                .asString();
        try (BrowserContext session = lab.newPage(Look.USUAL).context()) {
            Page viewer = session.pages().getFirst();
            Frame seen = new Frame(viewer);
            new SignInPage(viewer).signIn(token);
            assertThat(seen.card(host.name(0))).containsText("FORWARDING");
            assertThat(seen.link("Create pair")).isHidden();

            PairPage watched = new PairPage(viewer).open(host.name(0));
            assertThat(watched.box("tap")).containsText("up, carrier");
            assertThat(watched.delete()).isHidden();
            assertThat(seen.button("Apply")).isHidden();
            host.awaitAnswer(0, host.tapAddress4(0));
            assertThat(watched.sum(PairPage.RECEIVED_FROM_PORT)).not().hasText("0");

            seen.goTo("Ports");
            assertThat(seen.card(HostLab.port(0))).isVisible();
            assertThat(seen.button("Plug")).isHidden();
            assertThat(viewer.getByText(Pattern.compile("^(Unplug|Create)"))).hasCount(0);

            NewPairPage newPair = new NewPairPage(viewer).open();
            assertThat(viewer.getByText("Your token has the role VIEWER")).isVisible();
            assertThat(newPair.create()).isHidden();
        }
    }

    @Test
    @Order(18)
    void afterTheSignOutNoPageIsShownUntilOneSignsInAgain() {
        frame.button("Sign out").click();
        SignInPage signIn = new SignInPage(page);
        assertThat(signIn.token().input()).isVisible();
        page.navigate("/host");
        assertThat(frame.heading("Host")).isHidden();
        signIn.enter(lab.token());
        assertThat(frame.heading("Host")).isVisible();
    }

    @Test
    @Order(19)
    void theTokenIsInTheSignInsRequestAndNowhereElse(@TempDir Path folder) {
        Path archive = folder.resolve("session.har");
        Secrecy token = new Secrecy(lab.token());
        try (BrowserContext session =
                lab.chromium().archivedSession(lab.dashboard().address(), Look.USUAL, archive)) {
            Page another = session.newPage();
            token.watch(another);
            new SignInPage(another).signIn(lab.token());
            assertThat(new Frame(another).card(host.name(1))).isVisible();
            token.assertKeptFrom(another);
            token.assertForgottenBy(another);
            for (String title : new Frame(another).titles()) {
                new Frame(another).goTo(title);
                token.assertKeptFrom(another);
            }
            new PairPage(another).open(host.name(1));
            token.assertKeptFrom(another);
            new NewPairPage(another).open();
            token.assertKeptFrom(another);
        }
        token.assertSentOnce(archive);
        assertThat(lab.dashboard().process().log()).contains("Started").doesNotContain(lab.token());
        assertThat(host.service().process().log()).contains("Started").doesNotContain(lab.token());
    }

    /** Of the tap, as the kernel has them. */
    private String addresses(int i) {
        return host.machine().sh("ip -br address show dev " + host.name(i));
    }

    private KernelLink link(int i) {
        return KernelLink.named(host.machine(), host.name(i));
    }

    /** A wait in this thread, the only one that may use the browser. */
    private static ConditionFactory within(Duration limit, String what) {
        return await(what)
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(100))
                .atMost(limit);
    }
}
