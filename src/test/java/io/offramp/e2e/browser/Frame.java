package io.offramp.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** What all pages behind the sign-in have. */
record Frame(Page page) {

    Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** On the page itself, not in the menu. */
    Locator link(String text) {
        return page.getByRole(AriaRole.MAIN)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(text).setExact(true));
    }

    Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
    }

    /** Of the pages that the menu leads to. */
    List<String> titles() {
        // The link is in the item's shadow tree, its text is not.
        return menu().getByRole(AriaRole.LINK).all().stream()
                .map(link -> (String) link.evaluate("link => link.getRootNode().host.textContent.trim()"))
                .toList();
    }

    /** Goes to a page by the menu. */
    void goTo(String title) {
        menu().getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(title).setExact(true))
                .click();
        assertThat(heading(title)).isVisible();
    }

    private Locator menu() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"));
    }

    /** The card of a pair or port. */
    Locator card(String name) {
        return page.getByRole(AriaRole.ARTICLE)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(name).setExact(true))));
    }

    /** What tells that the service is lost. */
    Locator banner() {
        return page.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("has not answered since"));
    }

    /** A fact of a list of facts. */
    Locator fact(String name) {
        return page.locator("dl > div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))))
                .getByRole(AriaRole.DEFINITION);
    }

    /** What asks before something is done, by its heading: the element itself has no size. */
    Locator question(String text) {
        return page.getByRole(AriaRole.ALERTDIALOG, new Page.GetByRoleOptions().setName(text))
                .getByRole(AriaRole.HEADING);
    }

    /** Answers a question. */
    void answer(String question, String button) {
        assertThat(question(question)).isVisible();
        page.getByRole(AriaRole.ALERTDIALOG, new Page.GetByRoleOptions().setName(question))
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
        assertThat(question(question)).isHidden();
    }
}
