package io.offramp.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The page of a pair. */
record PairPage(Page page) {
    static final String RECEIVED_FROM_PORT = "Received from the port";
    static final String RECEIVED_FROM_KERNEL = "Received from the kernel side";

    PairPage open(String name) {
        page.navigate("/pairs/" + name);
        return at(name);
    }

    PairPage at(String name) {
        assertThat(new Frame(page).heading(name)).isVisible();
        return this;
    }

    /** One of "Packets", "Bits" and "Not delivered". */
    Chart chart(String heading) {
        return new Chart(page.locator("rate-chart")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(heading).setExact(true)))));
    }

    /** The number beside a bar of the ledger. */
    Locator sum(String bar) {
        return bar(bar).locator(".sum");
    }

    /** The number of a part of a bar of the ledger. */
    Locator part(String bar, String part) {
        return bar(bar).locator(".row")
                .filter(new Locator.FilterOptions().setHasText(part))
                .locator(".count");
    }

    /** What is said of the biggest loss, with its remedy. */
    Locator loss() {
        return page.locator(".ledger .notice");
    }

    private Locator bar(String name) {
        return page.getByRole(
                AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The number that such a place shows, digits in groups; -1 before there is one. */
    static long number(Locator place) {
        String digits = place.innerText().replaceAll("\\D", "");
        return digits.isEmpty() ? -1 : Long.parseLong(digits);
    }

    Locator up() {
        return page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Administratively up"));
    }

    Field mtu() {
        return new Field(page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("MTU")));
    }

    Field addresses() {
        return new Field(page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Addresses")));
    }

    /** Applies what was changed of the tap, until the page says that the kernel has it. */
    void apply() {
        new Frame(page).button("Apply").click();
        assertThat(page.getByText("Applied: the kernel has it.")).isVisible();
    }

    /** By its id: the question that follows has a button of the same name. */
    Locator delete() {
        return page.locator("#delete-pair");
    }

    /** A box of the drawing. */
    Locator box(String kind) {
        return page.locator("path-drawing li[data-kind='%s']".formatted(kind));
    }
}
