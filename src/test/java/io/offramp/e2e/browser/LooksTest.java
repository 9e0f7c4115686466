package io.offramp.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.offramp.e2e.host.HostLab;
import io.offramp.e2e.machine.BackgroundProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every page in both themes, wide and narrow: axe-core finds nothing serious, and nothing reaches beyond the window's side.
 * Screenshots are kept in {@code target/screenshots}, or in the folder that {@code -Dofframp.screenshots} names: what fits
 * the window, and in files that end in {@code -whole} the whole page where that is longer.
 */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LooksTest {
    private static final Path FOLDER = Path.of(System.getProperty("offramp.screenshots", "target/screenshots"))
            .toAbsolutePath();
    private static final List<Look> LOOKS = Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
            .flatMap(theme -> Arrays.stream(Look.Width.values()).map(width -> new Look(theme, width)))
            .toList();
    /** How much of the page one has to scroll for, in pixels; what scrolls is not the document. */
    private static final String HIDDEN_BELOW = """
            (() => {
              let below = 0;
              for (let at = document.querySelector('main'); at; at = at.assignedSlot ?? at.parentNode ?? at.host) {
                below = Math.max(below, (at.scrollHeight ?? 0) - (at.clientHeight ?? 0));
              }
              return below;
            })()
            """;

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private final DashboardLab lab = new DashboardLab(2);
    private final HostLab host = lab.host();
    private final Page page = lab.newPage(Look.USUAL);
    private final Frame frame = new Frame(page);
    private final List<String> faults = new ArrayList<>();

    @RegisterExtension
    final Evidence evidence = new Evidence(lab.chromium());

    @AfterAll
    void close() {
        lab.close();
        System.out.println("screenshots: " + FOLDER);
    }

    @Test
    @Order(1)
    void withoutAPair() {
        SignInPage signIn = new SignInPage(page).open();
        assertThat(signIn.token().input()).isVisible();
        look("sign-in");
        signIn.enter("not-the-token");
        signIn.token().assertTells("The service refuses this token.");
        look("sign-in-refused");
        signIn.signIn(lab.token());
        assertThat(frame.heading("No pair yet")).isVisible();
        look("overview-empty");
        assertThat(faults).isEmpty();
    }

    @Test
    @Order(2)
    void withTraffic() {
        host.createPair(0);
        host.awaitAnswer(0, host.tapAddress4(0));
        // Longer than the test takes; ends with it.
        try (BackgroundProcess ping = host.peer(0).startPing(host.tapAddress4(0), 100_000, Duration.ofMillis(5))) {
            PairPage pair = new PairPage(page).open(host.name(0));
            Chart chart = pair.chart("Packets");
            page.waitForCondition(() -> chart.now("to kernel") > 10 && chart.end() > 0.5);
            look("pair");
            pair.delete().click();
            String question = "Delete pair %s?".formatted(host.name(0));
            assertThat(frame.question(question)).isVisible();
            look("pair-delete");
            frame.answer(question, "Cancel");
            for (String title : frame.titles()) {
                frame.goTo(title);
                look(title.toLowerCase(Locale.ROOT));
            }
            form();
            assertThat(ping.isRunning()).isTrue();
        }
        assertThat(faults).isEmpty();
    }

    private void form() {
        NewPairPage form = new NewPairPage(page).open().choosePort(HostLab.port(1));
        look("create");
        form.name().type("1st");
        form.addresses().type("198.18.0.300/24");
        form.mtu().type("20");
        form.mtu().assertTells("must be from");
        look("create-errors");
    }

    /** Looks at the page as it is now, in each way. */
    private void look(String name) {
        for (Look look : LOOKS) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.theme()));
            page.evaluate("dark => window.offramp.applyTheme(dark)", look.theme() == ColorScheme.DARK);
            page.setViewportSize(look.width().pixels(), look.width().height());
            String shown = "%s-%s".formatted(name, look);
            screenshot(shown);
            int more = ((Number) page.evaluate(HIDDEN_BELOW)).intValue();
            if (more > 0) {
                page.setViewportSize(look.width().pixels(), look.width().height() + more);
                screenshot(shown + "-whole");
            }
            tooWide(shown);
            audit(shown);
        }
        page.setViewportSize(Look.USUAL.width().pixels(), Look.USUAL.width().height());
    }

    private void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                // Else colours are on their way from the other theme's.
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    private void tooWide(String shown) {
        Object beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (((Number) beyond).intValue() > 0) {
            faults.add("%s: %s pixels wider than the window".formatted(shown, beyond));
        }
    }

    private void audit(String shown) {
        // axe-core takes the shade behind a question for one in front of it, and finds its buttons dim.
        ElementHandle shadeless = page.addStyleTag(
                new Page.AddStyleTagOptions().setContent("vaadin-confirm-dialog::part(backdrop) { background: none }"));
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        shadeless.evaluate("style => style.remove()");
        for (Rule rule : violations) {
            if (GRAVE.contains(rule.getImpact())) {
                faults.add("%s: %s, %s: %s".formatted(shown, rule.getId(), rule.getHelp(), places(rule)));
            }
        }
    }

    private static List<String> places(Rule rule) {
        return rule.getNodes().stream()
                .map(node -> "%s: %s".formatted(node.getTarget(), node.getFailureSummary()))
                .toList();
    }
}
