package io.offramp.e2e.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/**
 * How a browser shows pages.
 *
 * @param theme what the system prefers
 * @param width of the window
 */
record Look(ColorScheme theme, Width width) {
    static final Look USUAL = new Look(ColorScheme.LIGHT, Width.WIDE);

    enum Width {
        WIDE(1440, 900),
        NARROW(360, 800);

        private final int pixels;
        private final int height;

        Width(int pixels, int height) {
            this.pixels = pixels;
            this.height = height;
        }

        int pixels() {
            return pixels;
        }

        int height() {
            return height;
        }
    }

    /** Such as dark-narrow. */
    @Override
    public String toString() {
        return "%s-%s".formatted(theme, width).toLowerCase(Locale.ROOT);
    }
}
