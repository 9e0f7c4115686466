package io.offramp.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The form that creates a pair. */
record NewPairPage(Page page) {

    NewPairPage open() {
        page.navigate("/pairs/new");
        assertThat(new Frame(page).heading("Create pair")).isVisible();
        return this;
    }

    Field name() {
        return field("Name");
    }

    Field addresses() {
        return field("Addresses");
    }

    Field mac() {
        return field("MAC address");
    }

    Field tapName() {
        return field("Tap's name");
    }

    Field socket() {
        return field("Socket");
    }

    /** Whether the pair makes the socket. */
    Locator server() {
        return page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("This service makes the socket"));
    }

    Field mtu() {
        return new Field(page.getByRole(AriaRole.SPINBUTTON, new Page.GetByRoleOptions().setName("MTU")));
    }

    private Field field(String label) {
        return new Field(page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true)));
    }

    Locator port() {
        return page.locator("#pair-port").getByRole(AriaRole.BUTTON);
    }

    NewPairPage choosePort(String name) {
        port().click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(name))
                .click();
        assertThat(port()).containsText(name);
        return this;
    }

    NewPairPage chooseBackend(String name) {
        page.locator("#pair-backend").getByRole(AriaRole.BUTTON).click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(name))
                .click();
        return this;
    }

    Locator create() {
        return new Frame(page).button("Create pair");
    }

    /** The equivalent call, as one would copy it. */
    Locator curl() {
        return page.locator("copy-text code").filter(new Locator.FilterOptions().setHasText("curl"));
    }
}
