package io.offramp.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Where the token is asked for. */
record SignInPage(Page page) {

    SignInPage open() {
        page.navigate("/");
        return this;
    }

    Field token() {
        return new Field(page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true)));
    }

    SignInPage enter(String token) {
        token().input().fill(token);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        return this;
    }

    /** From anywhere to the overview. */
    void signIn(String token) {
        open().enter(token);
        assertThat(new Frame(page).heading("Overview")).isVisible();
    }
}
