package io.offramp.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;

/**
 * A field of a form, by its input.
 *
 * @param input what has its label
 */
record Field(Locator input) {

    /** Replaces what is in it, key by key, as one types. */
    void type(String text) {
        input.clear();
        input.pressSequentially(text);
    }

    /** That it tells what is wrong with it, to who sees the page and to who hears it. */
    void assertTells(String message) {
        assertThat(input).hasAttribute("aria-invalid", "true");
        // Beside what it tells anyway. Not by Pattern.quote: the browser's own regular expressions know no \\Q.
        assertThat(input).hasAccessibleDescription(Pattern.compile(message.replaceAll("\\W", "\\\\$0")));
    }

    void assertFine() {
        assertThat(input).not().hasAttribute("aria-invalid", "true");
    }

    void assertHolds(String text) {
        assertThat(input).hasValue(text);
    }
}
